import { describe, expect, test } from 'vitest';
import { defaultCredentials as documentedCheck } from '../checks/authentication/default-credentials.ts';
import { guestUpgrade as guestCheck } from '../checks/authentication/guest-upgrade.ts';
import { unverifiedAddress as unverifiedCheck } from '../checks/authentication/unverified-address.ts';
import { defaultCredentials } from './default-credentials.ts';
import { guestUpgrade } from './guest-upgrade.ts';
import { judgeLodge } from './strangers/judge-lodge.ts';
import type { LodgeWeakness } from './strangers/lodge.ts';
import { unverifiedAddress } from './unverified-address.ts';

/** Ways into accounts where everything is a form, and sessions are cookies. */
describe.each([
  { probe: unverifiedAddress, check: unverifiedCheck, need: 'accounts', weakness: 'in-before-confirming' },
  { probe: guestUpgrade, check: guestCheck, need: 'upgrades', weakness: 'guest-becomes-anybody' },
  { probe: defaultCredentials, check: documentedCheck, need: 'accounts', weakness: 'admin-admin' },
] as const)('$check.id', ({ probe, check, need, weakness }) => {
  test.each<[string, readonly LodgeWeakness[], string]>([
    ['holds', [], 'pass'],
    ['is broken', [weakness], 'fail'],
  ])('%s', async (_, weaknesses, status) => {
    const { verdict, requests, planned } = await judgeLodge(probe, check, need, weaknesses);
    expect(verdict.status).toBe(status);
    expect(requests).toBeLessThanOrEqual(planned);
  });
});
