import { encodePart, hmacSignature, signedWith, type DecodedJwt } from './jwt.ts';
import type { ForgeResult, Forgery } from './lane.ts';
import { secretFromKey } from './public-key-secret.ts';
import { withOtherSignature } from './signed-value.ts';
import { changedClaims } from './changed-claims.ts';

type NotForged = Extract<ForgeResult, { kind: 'impossible' }>;

export type Forged = { readonly kind: 'token'; readonly token: string; readonly label: string } | NotForged;

/** Forgeries that are made of the token alone. */
type FromToken = Exclude<Forgery, { readonly kind: 'garbage' | 'expired' | 'own-key' | 'in-query' }>;

interface Means {
  /** Random text. */
  readonly noise: string;
  /** Secrets that anybody may know. */
  readonly guesses: readonly string[];
  /** Claims of the identity that a claim is taken from. */
  readonly other: { readonly [name: string]: unknown };
}

/** Builds a token that must be refused out of a valid one. Pure but for the random text that the caller brings. */
export function forgeToken(jwt: DecodedJwt, forgery: FromToken, means: Means): Forged {
  const [header, payload, signature] = jwt.parts;
  switch (forgery.kind) {
    case 'payload-changed': {
      const { claim } = forgery;
      const claims =
        claim === undefined
          ? { ...jwt.claims, launch_ready: means.noise }
          : changedClaims(jwt.claims, claim, means.other);
      if (claims === undefined)
        return notForged('no-claim', `the token says nothing else of a ${claim?.names}`);
      const what = claim === undefined ? 'a token changed' : `a token whose ${claim.names} was changed`;
      return made(`${header}.${encodePart(claims)}.${signature}`, `${what} after signing`);
    }
    case 'alg-none': {
      const unsigned = encodePart({ ...jwt.header, alg: forgery.spelling });
      return made(`${unsigned}.${payload}.`, `an unsigned token (alg ${forgery.spelling})`);
    }
    case 'signature-stripped':
      return made(`${header}.${payload}.`, 'a token without its signature');
    case 'signature-altered': {
      const altered = withOtherSignature(jwt.parts.join('.'));
      return altered === undefined
        ? notForged('no-signature', 'the token has no signature')
        : made(altered, 'a token with another signature');
    }
    case 'weak-secret':
      return guessed(jwt, means);
    case 'key-confusion': {
      const key = secretFromKey(forgery.jwk, forgery.form);
      if (key.kind !== 'secret')
        return notForged(key.kind, `the published key cannot be written as ${forgery.form}`);
      const confused = signedBy(jwt, { ...jwt.header, alg: 'HS256' }, key.secret, means);
      return made(confused, `a token signed with the public key (${forgery.form})`);
    }
    case 'empty-key':
      return made(
        signedBy(jwt, { ...jwt.header, alg: 'HS256', kid: EMPTY_FILE }, '', means),
        'a token signed with an empty file as its key',
      );
  }
}

/** Where a key id is taken for a file's name, this names one without content (RFC 8725, 3.10). */
const EMPTY_FILE = '../../../../../../../../../../dev/null';

/** The same shape and length with other letters, so that only the check of the value can tell it apart. Escapes stay whole. */
export function garbageLike(token: string, noise: string): string {
  let at = 0;
  return token.replaceAll(/%[0-9a-f]{2}|[A-Za-z0-9]/gi, (character) => {
    if (character.length > 1) return character;
    const letter = noise.charAt(at % noise.length);
    at += 1;
    return /[0-9]/.test(character) ? String(letter.charCodeAt(0) % 10) : letter;
  });
}

function guessed(jwt: DecodedJwt, means: Means): Forged {
  const secret = means.guesses.find((candidate) => signedWith(jwt, candidate));
  if (secret === undefined)
    return notForged('strong-secret', `none of ${means.guesses.length} well-known secrets signed it`);
  return made(signedBy(jwt, jwt.header, secret, means), 'a token signed with a well-known secret');
}

/** Claims that nobody signed, under a header of our own. */
function signedBy(
  jwt: DecodedJwt,
  header: DecodedJwt['header'],
  secret: string | Buffer,
  { noise }: Means,
): string {
  const signed = `${encodePart(header)}.${encodePart({ ...jwt.claims, launch_ready: noise })}`;
  return `${signed}.${hmacSignature(header['alg'], signed, secret) ?? ''}`;
}

function made(token: string, label: string): Forged {
  return { kind: 'token', token, label };
}

export function notForged(reason: NotForged['reason'], because: string, add?: string): NotForged {
  return { kind: 'impossible', reason, because, ...(add === undefined ? {} : { add }) };
}
