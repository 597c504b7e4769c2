import type { Transaction } from 'kysely';
import { asSystem } from '../data/scoped.ts';
import type { Tables } from '../data/tables.ts';
import type { Presented } from '../policies/credentials.ts';
import { ANONYMOUS, type Actor, type KeyScope } from '../policies/facts.ts';
import type { Membership } from '../policies/tenancy.ts';
import type { Services } from '../services.ts';
import { secretHash } from './secrets.ts';
import { findAccount, findKey, findSession, type SessionLookup } from './lookups.ts';

/** A caller whose credentials hold, before a workspace is chosen. */
export type Identity = {
  readonly actor: Actor;
  readonly memberships: readonly Membership[];
  readonly fallback: string | undefined;
  /** The only workspace that an API key works in. */
  readonly boundTo: string | undefined;
};

/** Verifies what a request shows. Whatever does not hold counts as nothing shown. */
export async function identify(presented: Presented, services: Services): Promise<Identity | undefined> {
  switch (presented.kind) {
    case 'none':
      return undefined;
    case 'asserted':
      return asSystem(services.db, (db) =>
        accountIdentity(db, { userId: presented.userId, credential: 'asserted' }),
      );
    case 'api-key':
      return keyIdentity(presented, services);
    case 'cookie':
      return sessionIdentity({ cookieHash: secretHash(presented.value) }, undefined, services);
    case 'token': {
      const { policies, config } = services;
      const key = policies.tokens.signingKey(config.jwtSecret);
      const claims = await policies.tokens.verify(presented.token, {
        key,
        seconds: config.accessTokenSeconds,
      });
      return claims && sessionIdentity({ id: claims.sid }, claims.sub, services);
    }
  }
}

async function sessionIdentity(
  lookup: SessionLookup,
  claimedUser: string | undefined,
  services: Services,
): Promise<Identity | undefined> {
  return asSystem(services.db, async (db) => {
    const session = await findSession(db, lookup);
    if (session === undefined) return undefined;
    const userId = claimedUser ?? session.userId;
    if (!services.policies.sessions.isLive(session, { userId, now: new Date() })) return undefined;
    const credential = claimedUser === undefined ? 'cookie' : 'token';
    return accountIdentity(db, { userId, credential, sessionId: session.id, fallback: session.workspaceId });
  });
}

async function keyIdentity(
  { key, header }: Extract<Presented, { kind: 'api-key' }>,
  services: Services,
): Promise<Identity | undefined> {
  return asSystem(services.db, async (db) => {
    const found = await findKey(db, secretHash(key));
    if (found === undefined) return undefined;
    return accountIdentity(db, {
      userId: found.userId,
      credential: 'api-key',
      scopes: services.policies.credentials.keyScopes(found.scopes, header),
      boundTo: found.workspaceId,
    });
  });
}

type AccountRequest = {
  readonly userId: string;
  readonly credential: Actor['credential'];
  readonly sessionId?: string;
  readonly scopes?: readonly KeyScope[];
  readonly fallback?: string | null;
  readonly boundTo?: string;
};

async function accountIdentity(
  db: Transaction<Tables>,
  request: AccountRequest,
): Promise<Identity | undefined> {
  const account = await findAccount(db, request.userId);
  if (account === undefined) return undefined;
  const fallback = request.fallback ?? account.defaultWorkspaceId ?? account.memberships[0]?.workspaceId;
  return {
    actor: {
      ...ANONYMOUS,
      userId: request.userId,
      email: account.email,
      credential: request.credential,
      scopes: request.scopes ?? [],
      sessionId: request.sessionId,
    },
    memberships: account.memberships,
    fallback,
    boundTo: request.boundTo,
  };
}
