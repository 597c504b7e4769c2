import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const Claims = z.object({ sub: z.uuid(), sid: z.uuid() });

/** What an access token says. */
export type Claims = z.output<typeof Claims>;

/** What signing and verifying need. */
export type TokenSettings = { readonly key: Uint8Array; readonly seconds: number };

/** Access tokens: how they are signed and when they are believed. */
export type TokensPolicy = {
  readonly signingKey: (secret: string) => Uint8Array;
  readonly issue: (claims: Claims, settings: TokenSettings) => Promise<string>;
  readonly verify: (token: string, settings: TokenSettings) => Promise<Claims | undefined>;
  /** The keys served at /.well-known/jwks.json; a shared secret has no public half. */
  readonly publishedKeys: () => readonly Readonly<Record<string, unknown>>[];
};

const ISSUER = 'chatbot';
const AUDIENCE = 'chatbot-api';

/** HS256 only (RFC 8725 section 3.1), with expiry, issuer and audience checked. */
export const defaultTokens: TokensPolicy = {
  signingKey: (secret) => new TextEncoder().encode(secret),
  issue: (claims, { key, seconds }) =>
    new SignJWT({ sid: claims.sid })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(claims.sub)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime(`${seconds}s`)
      .sign(key),
  verify: verifyStrictly,
  publishedKeys: () => [],
};

async function verifyStrictly(token: string, { key }: TokenSettings): Promise<Claims | undefined> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['exp', 'iat', 'sub', 'sid'],
    });
    return Claims.safeParse(payload).data;
  } catch {
    return undefined;
  }
}
