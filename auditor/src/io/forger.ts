import { randomBytes } from 'node:crypto';
import type { Target } from '../core/target.ts';
import { forgeToken, garbageLike, notForged } from './forge.ts';
import { jwtIn, type CarriedJwt } from './jwt-carrier.ts';
import { expiryOf } from './jwt.ts';
import type { ClaimChange, Credential, CredentialShape, Forgery, ForgeResult } from './lane.ts';
import { ANONYMOUS, bearing, type Material } from './material.ts';
import type { OwnKeys } from './own-keys.ts';
import type { Secrets } from './secrets.ts';
import type { Sessions } from './sessions.ts';
import { otherLetter, withOtherSignature } from './signed-value.ts';
import type { Vault } from './vault.ts';
import { WEAK_SECRETS } from './weak-secrets.ts';

interface ForgerOptions {
  readonly target: Target;
  readonly sessions: Sessions;
  readonly vault: Vault;
  readonly secrets: Secrets;
  readonly ownKeys: OwnKeys;
  /** Secrets that stand in the product's own repository. */
  readonly guesses: readonly string[];
  readonly hold: (handle: string, identity: string, material: Material, label: string) => Credential;
  readonly sleep: (ms: number) => Promise<void>;
}

interface Forger {
  forge(id: string, identity: string, forgery: Forgery): Promise<ForgeResult>;
  shapeOf(identity: string): Promise<CredentialShape>;
}

/** Makes credentials that must be refused, out of the living ones of identities. */
export function createForger(options: ForgerOptions): Forger {
  const { target, sessions, vault, secrets, hold } = options;
  const guesses = [...WEAK_SECRETS, ...options.guesses];

  async function forge(id: string, identity: string, forgery: Forgery): Promise<ForgeResult> {
    const session = await sessions.current(identity);
    if ('because' in session) return notForged('no-session', session.because);
    if (forgery.kind === 'expired') return expired(id, identity);
    const { material } = session;
    const noise = randomBytes(24).toString('base64url').replaceAll(/[-_]/g, 'x');
    if (forgery.kind === 'garbage') {
      const garbage = respelled(material, identity, (value) => garbageLike(value, noise));
      const label = material.token === undefined ? `a made-up ${material.kind}` : 'a made-up token';
      return forged(hold(id, identity, garbage, `${identity}, ${label}`));
    }
    if (forgery.kind === 'in-query') {
      const value = mainSecret(material, vault);
      if (value === undefined) return notForged('no-session', `${identity} has nothing to put there`);
      const shown = forgery.garbage ? garbageLike(value, noise) : value;
      const made = { ...ANONYMOUS, query: { [forgery.name]: vault.keep(shown, `${identity}-in-address`) } };
      const what = forgery.garbage ? 'a made-up credential' : 'the credential';
      return forged(hold(id, identity, made, `${identity}, ${what} in the address`));
    }
    const carried = jwtIn(material, vault);
    if (carried === undefined) return withoutJwt(id, identity, material, forgery);
    if (forgery.kind === 'own-key') return withOwnKey(id, identity, carried, forgery.by);
    const other = forgery.kind === 'payload-changed' ? await claimsBeside(forgery.claim) : {};
    const result = forgeToken(carried.jwt, forgery, { noise, guesses, other });
    if (result.kind === 'impossible') return result;
    const made = carried.put(result.token, `${identity}-${forgery.kind}`);
    return forged(hold(id, identity, made, `${identity}, ${result.label}`));
  }

  /** A signed cookie can lose its signature; everything else needs a token that one can write. */
  function withoutJwt(id: string, identity: string, material: Material, { kind }: Forgery): ForgeResult {
    const what = `${identity} has no JSON Web Token, but ${NAMES[material.kind]}`;
    if (kind !== 'signature-altered') return notForged('no-jwt', what);
    let signed = 0;
    const altered = respelled(material, identity, (value, name) => {
      const other = name.endsWith('.sig') ? otherSignature(value) : withOtherSignature(value);
      if (other !== undefined) signed += 1;
      return other ?? value;
    });
    if (signed === 0) return notForged('no-signature', `${what} without a signature`);
    return forged(hold(id, identity, altered, `${identity}, a ${material.kind} with another signature`));
  }

  async function withOwnKey(
    id: string,
    identity: string,
    { jwt, put }: CarriedJwt,
    by: 'jwk' | 'jku',
  ): Promise<ForgeResult> {
    if (by === 'jku' && !isHere(target))
      return notForged('no-listener', 'the product is on another machine and could not reach our keys');
    const token = await options.ownKeys.sign(jwt.header, jwt.claims, by);
    const label = by === 'jwk' ? 'that brings its own key along' : 'that says where to fetch its key';
    return forged(hold(id, identity, put(token, `${identity}-own-key`), `${identity}, a token ${label}`));
  }

  /** Claims of the identity that a tenant or a subject is taken from. */
  async function claimsBeside(claim: ClaimChange | undefined): Promise<{ readonly [name: string]: unknown }> {
    if (claim === undefined || claim.names === 'role') return {};
    const session = await sessions.current(claim.of);
    return 'because' in session ? {} : (jwtIn(session.material, vault)?.jwt.claims ?? {});
  }

  /** Every secret of a credential, spelled anew. */
  function respelled(
    material: Material,
    identity: string,
    spell: (value: string, name: string) => string,
  ): Material {
    const each = (fields: { readonly [name: string]: string }) =>
      Object.fromEntries(
        Object.entries(fields).map(([name, value]) => {
          if (!value.includes('~secret.')) return [name, value];
          const [, scheme = '', text = ''] = /^(\w+ +)?(.*)$/s.exec(vault.reveal(value)) ?? [];
          return [name, scheme + vault.keep(spell(text, name), `${identity}-forged`)];
        }),
      );
    return { ...material, headers: each(material.headers), cookies: each(material.cookies) };
  }

  async function expired(id: string, identity: string): Promise<ForgeResult> {
    const spec = target.identities[identity];
    if (spec?.expired !== undefined) {
      const token = secrets.text(spec.expired);
      const session = await sessions.current(identity);
      const material = 'because' in session ? ANONYMOUS : session.material;
      const carried = jwtIn(material, vault);
      const made = carried?.put(vault.reveal(token), `${identity}-expired`) ?? bearing(material, token);
      return forged(hold(id, identity, made, `${identity}, an expired token`));
    }
    const add = `identities:\n  ${identity}:\n    expired: "\${${identity.toUpperCase()}_OLD_TOKEN}"`;
    const attempt = await sessions.open(identity, `${id}/login`);
    if (attempt.kind === 'out') return notForged('no-session', attempt.because, add);
    const jwt = jwtIn(attempt.material, vault)?.jwt;
    const ends = jwt === undefined ? undefined : expiryOf(jwt);
    if (ends === undefined) {
      return notForged('no-expired-token', `${identity}'s credential does not say when it expires`, add);
    }
    const waitMs = ends - Date.now() + 2_000;
    if (waitMs > target.limits.patienceMs) {
      const because = `${identity}'s token lives ${Math.round(waitMs / 60_000)} more minutes, longer than limits.patience`;
      return notForged('no-expired-token', because, add);
    }
    await options.sleep(Math.max(0, waitMs));
    return forged(hold(id, identity, attempt.material, `${identity}, an expired token`));
  }

  async function shapeOf(identity: string): Promise<CredentialShape> {
    const session = await sessions.current(identity);
    if ('because' in session) return { kind: 'none' };
    const { material } = session;
    const jwt = jwtIn(material, vault)?.jwt;
    const kind = material.kind === 'bearer' ? (jwt === undefined ? 'opaque' : 'jwt') : material.kind;
    if (jwt === undefined) return { kind };
    const ends = expiryOf(jwt);
    const { alg, kid } = jwt.header;
    const { iss } = jwt.claims;
    return {
      kind,
      algorithm: String(alg),
      ...(typeof kid === 'string' ? { keyId: kid } : {}),
      ...(typeof iss === 'string' ? { issuer: iss } : {}),
      ...(ends === undefined ? {} : { expiresInMs: ends - Date.now() }),
    };
  }

  return { forge, shapeOf };
}

const NAMES: { readonly [Kind in Material['kind']]: string } = {
  bearer: 'an opaque token',
  cookie: 'a cookie',
  'api-key': 'an API key',
  basic: 'a password',
  none: 'nothing',
};

/** The value that makes a request somebody's: the token, the key, or the longest cookie. */
function mainSecret({ token, headers, cookies }: Material, vault: Vault): string | undefined {
  if (token !== undefined) return vault.reveal(token);
  const [given] = [headers, cookies]
    .map((fields) =>
      Object.values(fields)
        .filter((value) => value.includes('~secret.'))
        .map((value) => vault.reveal(value).replace(/^\w+ +/, ''))
        .toSorted((a, b) => b.length - a.length)
        .at(0),
    )
    .filter((value) => value !== undefined);
  return given;
}

/** A signature that stands in a cookie of its own, as Koa and Express's cookie-session keep it. */
function otherSignature(value: string): string {
  return otherLetter(value.charAt(0)) + value.slice(1);
}

/** True for a product on this machine, which our loopback listener is in reach of. */
function isHere({ api, app }: Target): boolean {
  const { hostname } = new URL(api ?? app ?? 'http://localhost');
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

function forged(credential: Credential): ForgeResult {
  return { kind: 'forged', credential };
}
