import type { IdentitySpec, Target } from '../core/target.ts';

/**
 * Who holds a session: an identity of the target file, or the account that it has at a hosted backend, `supabase/ana`. Labels
 * hold no slash.
 */
export function holderOf(target: Target, session: string): IdentitySpec | undefined {
  const [backend, name] = session.split('/');
  if (name === undefined || (backend !== 'supabase' && backend !== 'firebase'))
    return target.identities[session];
  const account = target.backends[backend]?.users[name];
  return account === undefined
    ? undefined
    : { disposable: false, credential: { kind: 'hosted', backend, ...account } };
}
