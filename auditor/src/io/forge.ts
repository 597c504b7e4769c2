import { decodeJwt, encodePart, hmacSignature, signedWith, type DecodedJwt } from './jwt.ts';
import type { Forgery } from './lane.ts';

export type Forged =
  | { readonly kind: 'token'; readonly token: string; readonly label: string }
  | { readonly kind: 'impossible'; readonly because: string };

/**
 * Secrets that tutorials, templates and fall-backs in code use. A token signed with one of them can be made by anyone.
 * Sources: framework starter templates and the public jwt.secrets.list of wallarm/jwt-secrets (MIT), shortened.
 */
const WEAK_SECRETS: readonly string[] = [
  'secret', 'secretkey', 'secret_key', 'your-secret-key', 'your_secret_key', 'your-256-bit-secret', 'your-secret', 'supersecret',
  'super-secret', 'super_secret_key', 'mysecret', 'my-secret', 'my_secret_key', 'jwt', 'jwtsecret', 'jwt-secret', 'jwt_secret',
  'JWT_SECRET', 'jwt_secret_key', 'changeme', 'change-me', 'change_me', 'change-me-in-production', 'changethis', 'password',
  'admin', 'test', 'dev', 'development', 'devsecret', 'dev-secret', 'dev_secret', 'default', 'default-secret', 'key', 'private',
  'token', 'auth', 'authsecret', 'auth-secret', 'session', 'session-secret', 'keyboard cat', 'shhhhh', 'shhhh', 'hello', 'foobar',
  '123456', '1234567890', 'qwerty', 'abc123', 'secret123', 'nextauth-secret', 'NEXTAUTH_SECRET', 'somesecret', 'insecure',
  'a-string-secret-at-least-256-bits-long', 'super-secret-jwt-token-with-at-least-32-characters-long', 'thisisasecret',
  'thisismysecret', 'please-change-me', 'replace-me', 'replace_me', 'local', 'example', 'secretsecretsecretsecretsecretsecret',
  '', 'null', 'undefined',
]; // prettier-ignore

/** Builds a token that must be refused out of a valid one. Pure but for the random text that the caller brings. */
export function forgeToken(token: string, forgery: Forgery, noise: string): Forged {
  if (forgery.kind === 'garbage') {
    return { kind: 'token', token: garbageLike(token, noise), label: 'a made-up token' };
  }
  const jwt = decodeJwt(token);
  if (jwt === undefined) return { kind: 'impossible', because: 'the credential is not a JWT' };
  const [header, payload, signature] = jwt.parts;
  switch (forgery.kind) {
    case 'payload-changed': {
      const changed = encodePart({ ...jwt.claims, launch_ready: noise });
      return {
        kind: 'token',
        token: `${header}.${changed}.${signature}`,
        label: 'a token changed after signing',
      };
    }
    case 'alg-none': {
      const unsigned = encodePart({ ...jwt.header, alg: forgery.spelling });
      return {
        kind: 'token',
        token: `${unsigned}.${payload}.`,
        label: `an unsigned token (alg ${forgery.spelling})`,
      };
    }
    case 'signature-stripped':
      return { kind: 'token', token: `${header}.${payload}.`, label: 'a token without its signature' };
    case 'weak-secret':
      return signAnew(jwt, noise);
    case 'expired':
      return { kind: 'impossible', because: 'an expired token cannot be built, only waited for' };
  }
}

function signAnew(jwt: DecodedJwt, noise: string): Forged {
  const secret = WEAK_SECRETS.find((candidate) => signedWith(jwt, candidate));
  if (secret === undefined)
    return { kind: 'impossible', because: `none of ${WEAK_SECRETS.length} well-known secrets signed it` };
  const [header] = jwt.parts;
  const payload = encodePart({ ...jwt.claims, launch_ready: noise });
  const signature = hmacSignature(jwt.header['alg'], `${header}.${payload}`, secret);
  if (signature === undefined)
    return { kind: 'impossible', because: 'the token is not signed with a shared secret' };
  return {
    kind: 'token',
    token: `${header}.${payload}.${signature}`,
    label: 'a token signed with a well-known secret',
  };
}

/** The same shape and length with other letters, so that only the check of the value can tell it apart. */
function garbageLike(token: string, noise: string): string {
  let at = 0;
  return token.replaceAll(/[A-Za-z0-9]/g, (character) => {
    const letter = noise.charAt(at % noise.length);
    at += 1;
    return /[0-9]/.test(character) ? String(letter.charCodeAt(0) % 10) : letter;
  });
}
