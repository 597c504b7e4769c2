import type { Access, KeyScope } from '../policies/facts.ts';

/** Anyone, signed in or not. */
export const anyone: Access = { kind: 'public' };

/** Everyone with an account, whatever their role. */
export const account = (scope: KeyScope): Access => ({ kind: 'account', scope });

/** Everyone who belongs to the active workspace. */
export const everyone = (scope: KeyScope): Access => ({
  kind: 'workspace',
  roles: ['owner', 'admin', 'member', 'guest'],
  scope,
});

/** Everyone in the workspace but its guests. */
export const members = (scope: KeyScope): Access => ({
  kind: 'workspace',
  roles: ['owner', 'admin', 'member'],
  scope,
});

/** Those who run the workspace. */
export const admins: Access = { kind: 'workspace', roles: ['owner', 'admin'], scope: 'admin' };

/** Those whose workspace it is. */
export const owners: Access = { kind: 'workspace', roles: ['owner'], scope: 'admin' };
