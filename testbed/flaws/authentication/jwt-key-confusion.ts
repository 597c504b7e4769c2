import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { decodeProtectedHeader, importSPKI, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import * as z from 'zod';
import { defineFlaw } from '../define-flaw.ts';

const ClaimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() });

/** Tokens are signed with a private key; the library takes the algorithm from the token and the published key for a secret. */
export const jwtKeyConfusion = defineFlaw({
  id: 'jwt-key-confusion',
  family: 'authentication',
  breaks: 'A token signed with the published key as a shared secret is believed.',
  lowers: ['algorithm allow-list of access tokens'],
  seenIn: 'CVE-2015-9235, CVE-2016-10555 and CVE-2024-54150',
  mustFail: ['authentication/key-confusion'],
  policies: () => {
    const { publicKey: pem, privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const jwk = { ...createPublicKey(pem).export({ format: 'jwk' }), kid: 'main', alg: 'RS256', use: 'sig' };
    return {
      tokens: {
        publishedKeys: () => [jwk],
        issue: async ({ sub, sid }, { seconds }) =>
          new SignJWT({ sid })
            .setProtectedHeader({ alg: 'RS256', kid: 'main', typ: 'JWT' })
            .setSubject(sub)
            .setIssuedAt()
            .setExpirationTime(`${seconds}s`)
            .sign(createPrivateKey(privateKey)),
        verify: async (token) => {
          try {
            return ClaimsSchema.parse(await verified(token, pem));
          } catch {
            return undefined;
          }
        },
      },
    };
  },
});

/** As libraries did: one argument for the key, whatever the token says that it is. */
async function verified(token: string, pem: string): Promise<JWTPayload> {
  const secret = new TextEncoder().encode(pem);
  const isShared = decodeProtectedHeader(token).alg === 'HS256';
  const { payload } = await jwtVerify(token, isShared ? secret : await importSPKI(pem, 'RS256'));
  return payload;
}
