import type { Actor, CredentialKind, Role, RouteFacts } from './facts.ts';
import type { Membership } from './tenancy.ts';

/** A change of somebody's role. */
export type RoleChange = { readonly from: Role; readonly to: Role; readonly isSelf: boolean };

/** What a member may do. */
export type AccessPolicy = {
  /** Whether the route is for this role. */
  readonly permitsRole: (route: RouteFacts, actor: Actor) => boolean;
  /** Whether the scopes of an API key reach the route; other credentials carry no scopes. */
  readonly permitsScope: (route: RouteFacts, actor: Actor) => boolean;
  /** Whether a member in this state gets in with this kind of credential. */
  readonly admits: (membership: Membership, credential: CredentialKind) => boolean;
  readonly maySetRole: (actor: Actor, change: RoleChange) => boolean;
  /** The role that an invitation gives; `body` is what the invited person sent. */
  readonly roleOnJoin: (invited: InviteRole, body: unknown) => Exclude<Role, 'none'>;
  /** The role of somebody who changes their own profile; `body` is what they sent. */
  readonly roleOnUpdate: (current: Role, body: unknown) => Role;
  /** Whether a workspace of this tier may see a collection of that tier. */
  readonly reachesTier: (workspace: Tier, collection: Tier) => boolean;
  /** Whether whole provider keys are shown to this actor, rather than their last four characters. */
  readonly showsProviderKeys: (actor: Actor) => boolean;
};

/** What a person can be invited as. */
type InviteRole = 'admin' | 'member' | 'guest';

/** What a workspace pays for. */
type Tier = 'free' | 'paid';

/** Roles are asked at the route; nobody raises themselves, and only owners make owners. */
export const defaultAccess: AccessPolicy = {
  permitsRole: ({ access }, { role }) => access.kind !== 'workspace' || access.roles.includes(role),
  permitsScope: ({ access }, { credential, scopes }) =>
    credential !== 'api-key' || access.kind === 'public' || scopes.includes(access.scope),
  admits: ({ state }) => state === 'active',
  maySetRole: ({ role }, { from, to, isSelf }) => {
    if (isSelf) return false;
    if (role === 'owner') return true;
    return role === 'admin' && from !== 'owner' && to !== 'owner';
  },
  roleOnJoin: (invited) => invited,
  roleOnUpdate: (current) => current,
  reachesTier: (workspace, collection) => collection === 'free' || workspace === 'paid',
  showsProviderKeys: () => false,
};
