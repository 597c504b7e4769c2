import { decodeJwt, SignJWT } from 'jose';

const HOUR_S = 3_600;

/**
 * The token that somebody was given yesterday: the same claims and a genuine signature, ended hours ago. Its session still
 * lives, so that nothing but the date can refuse it.
 */
export async function expiredToken(token: string, secret: string): Promise<string> {
  const claims = decodeJwt(token);
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ ...claims, iat: now - 24 * HOUR_S, exp: now - 23 * HOUR_S })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(secret));
}
