import type { Profile, ProfileId } from '../core/profile.ts';
import { b2bOnboarding } from './b2b-onboarding.ts';
import { first100Members } from './first-100-members.ts';
import { internalOps } from './internal-ops.ts';
import { marketplaceOnboarding } from './marketplace-onboarding.ts';
import { teamHandover } from './team-handover.ts';

const BY_ID: { readonly [Id in ProfileId]: Profile } = {
  'b2b-onboarding': b2bOnboarding,
  'marketplace-onboarding': marketplaceOnboarding,
  'team-handover': teamHandover,
  'internal-ops': internalOps,
  'first-100-members': first100Members,
};

/** The five articles, in the order in which the documentation lists them. */
export const PROFILES: readonly Profile[] = Object.values(BY_ID);

/** The profile of an id. Ids from outside are parsed with `PROFILE_IDS` first. */
export function profileById(id: ProfileId): Profile {
  return BY_ID[id];
}
