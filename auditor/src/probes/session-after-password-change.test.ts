import { describe, expect, test } from 'vitest';
import { sessionAfterPasswordChange as check } from '../checks/authentication/session-after-password-change.ts';
import { sessionAfterPasswordChange } from './session-after-password-change.ts';
import { judgeLodge } from './strangers/judge-lodge.ts';
import type { LodgeWeakness } from './strangers/lodge.ts';

describe('a session after its account got a new password, where everything is a form', () => {
  test.each<[string, readonly LodgeWeakness[], string]>([
    ['it ends', [], 'pass'],
    ['it stays', ['old-sessions-stay'], 'fail'],
    ['the change does nothing', ['change-does-nothing'], 'unproven'],
  ])('%s', async (_, weaknesses, status) => {
    const { verdict, lodge, leftBehind, requests, planned } = await judgeLodge(
      sessionAfterPasswordChange,
      check,
      'sessions',
      weaknesses,
    );
    expect(verdict.status).toBe(status);
    expect(lodge.residents.get('ana@lodge.test')?.password).toBe('ana-secret-1');
    expect(leftBehind).toEqual([]);
    expect(requests).toBeLessThanOrEqual(planned);
  });
});
