import type { Target } from '../../core/target.ts';

/** Names of accounts that may be logged out or changed, and can come back by themselves. */
export function disposable(target: Target): readonly string[] {
  return Object.entries(target.identities).flatMap(([name, one]) =>
    one.disposable && one.credential.kind === 'login' ? [name] : [],
  );
}

export const ADD_WHOAMI = 'whoami: { get: /api/me, user: $.email, role: $.role }';
export const ADD_DISPOSABLE = `identities:
  tom: { tenant: acme, role: member, disposable: true, login: { post: /api/auth/login, json: { email: tom@acme.test, password: "\${TOM_PASSWORD}" }, token: $.token } }`;
