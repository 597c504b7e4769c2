import { describe, expect, test } from 'vitest';
import { resetToken as check } from '../checks/authentication/reset-token.ts';
import { resetToken } from './reset-token.ts';
import { judgeLodge } from './strangers/judge-lodge.ts';
import type { LodgeWeakness } from './strangers/lodge.ts';

describe('tokens for a new password, where everything is a form', () => {
  test.each<[string, readonly LodgeWeakness[], string, readonly string[]]>([
    ['only the mailed one counts', [], 'pass', []],
    ['an empty one counts', ['reset-without-token'], 'fail', ['an empty token', 'no token at all']],
    ['a used one counts', ['reset-again'], 'fail', ['a token that was used before']],
    ["somebody else's counts", ['reset-anybody'], 'fail', ["another account's token"]],
  ])('%s', async (_, weaknesses, status, variants) => {
    const { verdict, lodge, leftBehind, requests, planned } = await judgeLodge(
      resetToken,
      check,
      'tokens',
      weaknesses,
    );
    expect(verdict.status).toBe(status);
    for (const variant of variants)
      expect(verdict.findings.map((one) => one.what).join('\n')).toContain(variant);
    expect(lodge.residents.get('ana@lodge.test')?.password).toBe('ana-secret-1');
    expect(leftBehind).toEqual([expect.stringContaining('the account launch-ready-')]);
    expect(requests).toBeLessThanOrEqual(planned);
  });
});
