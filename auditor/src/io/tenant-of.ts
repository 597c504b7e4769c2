import { own } from '../core/own.ts';
import type { Target } from '../core/target.ts';
import type { Ask } from './lane.ts';

/** The tenant that a request names: the one that was asked for, else the identity's own. */
export function tenantOf(
  ask: Ask,
  identity: string,
  target: Target,
): { readonly id: string; readonly host?: string } | undefined {
  if (ask.tenant === null) return undefined;
  const label = ask.tenant ?? target.identities[identity]?.tenant;
  if (label === undefined) return undefined;
  return own(target.tenants, label) ?? { id: label };
}
