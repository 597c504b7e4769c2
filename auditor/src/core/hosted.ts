import type { Json, Method } from './operation.ts';
import type { Target } from './target.ts';

export type BackendName = 'supabase' | 'firebase';

/** One address of a hosted backend, and how its requests carry who is asking. */
export interface HostedService {
  readonly backend: BackendName;
  readonly base: string;
  /** The public key, where every request carries it in a header. */
  readonly apiKey?: string;
  readonly credential: 'bearer' | 'firebase' | 'query';
}

/** Every address that the backends of a target file have. */
export function hostedServices({ backends }: Pick<Target, 'backends'>): readonly HostedService[] {
  const { supabase, firebase } = backends;
  const services: HostedService[] = [];
  if (supabase !== undefined) {
    const { url, anonKey } = supabase;
    services.push({ backend: 'supabase', base: url, apiKey: anonKey, credential: 'bearer' });
  }
  if (firebase !== undefined) {
    const { addresses, databaseURL } = firebase;
    services.push(
      { backend: 'firebase', base: addresses.auth, credential: 'bearer' },
      { backend: 'firebase', base: addresses.firestore, credential: 'bearer' },
      { backend: 'firebase', base: addresses.storage, credential: 'firebase' },
    );
    if (databaseURL !== undefined)
      services.push({ backend: 'firebase', base: databaseURL, credential: 'query' });
  }
  return services;
}

/** The hosted service that a request's base belongs to. */
export function serviceAt(target: Pick<Target, 'backends'>, base: string | undefined) {
  return base === undefined ? undefined : hostedServices(target).find((one) => one.base === base);
}

/** A request that every account of a backend may make: it shows that a credential is alive, and whose it is. */
export interface HostedDoor {
  readonly method: Method;
  readonly base: string;
  readonly path: string;
  readonly body?: { readonly kind: 'json'; readonly json: Json };
  /** Where the account's id stands in the answer. */
  readonly user: string;
}

/** `GET /auth/v1/user` of Supabase, `accounts:lookup` of Firebase. */
export function doorAt({ backends }: Pick<Target, 'backends'>, backend: BackendName): HostedDoor | undefined {
  const { supabase, firebase } = backends;
  if (backend === 'supabase') {
    return supabase === undefined
      ? undefined
      : { method: 'GET', base: supabase.url, path: '/auth/v1/user', user: '$.id' };
  }
  if (firebase === undefined) return undefined;
  return {
    method: 'POST',
    base: firebase.addresses.auth,
    path: `/v1/accounts:lookup?key=${encodeURIComponent(firebase.apiKey)}`,
    body: { kind: 'json', json: { idToken: '{{token}}' } },
    user: '$.users[0].localId',
  };
}

/**
 * The session under which an identity asks a backend: its own, where it logs in there; one apart, where the file names
 * another account; none.
 */
export function sessionAt(target: Target, identity: string, backend: BackendName): string | undefined {
  if (target.backends[backend]?.users[identity] !== undefined) return `${backend}/${identity}`;
  const credential = target.identities[identity]?.credential;
  return credential?.kind === 'hosted' && credential.backend === backend ? identity : undefined;
}
