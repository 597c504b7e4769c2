import { describe, expect, test } from 'vitest';
import { userEnumeration as check } from '../checks/authentication/user-enumeration.ts';
import { judgeLodge } from './strangers/judge-lodge.ts';
import type { LodgeWeakness } from './strangers/lodge.ts';
import { userEnumeration } from './user-enumeration.ts';

describe('who has an account, where everything is a form', () => {
  test.each<[string, readonly LodgeWeakness[], string, readonly string[]]>([
    ['nothing tells', [], 'pass', []],
    ['the log-in tells', ['tells-at-sign-in'], 'fail', ['POST /sign-in']],
    ['the sign-up tells', ['tells-at-sign-up'], 'fail', ['POST /join']],
    ['the reset tells', ['tells-at-reset'], 'fail', ['POST /forgot']],
  ])('%s', async (_, weaknesses, status, where) => {
    const { verdict, leftBehind, requests, planned, results } = await judgeLodge(
      userEnumeration,
      check,
      'answers',
      weaknesses,
    );
    expect(results).toHaveLength(3);
    expect(verdict.status).toBe(status);
    expect(verdict.findings.map((one) => one.where)).toEqual(where);
    expect(leftBehind).toHaveLength(2);
    expect(requests).toBeLessThanOrEqual(planned);
  });
});
