import { EmbeddedJWK, decodeProtectedHeader, jwtVerify } from 'jose';
import * as z from 'zod';
import { defineFlaw } from '../define-flaw.ts';

const ClaimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() });

/** The key that a token brings along in its header is used to check it. */
export const jwtEmbeddedKeyTrusted = defineFlaw({
  id: 'jwt-embedded-key-trusted',
  family: 'authentication',
  breaks: 'A token that brings its own key along is believed.',
  lowers: ['signing key of access tokens'],
  seenIn: 'CVE-2018-0114',
  mustFail: ['authentication/token-header-injection'],
  policies: (product) => ({
    tokens: {
      verify: async (token, settings) =>
        bringsKey(token) ? believed(token) : product.tokens.verify(token, settings),
    },
  }),
});

function bringsKey(token: string): boolean {
  try {
    return decodeProtectedHeader(token).jwk !== undefined;
  } catch {
    return false;
  }
}

async function believed(token: string): Promise<z.infer<typeof ClaimsSchema> | undefined> {
  try {
    return ClaimsSchema.parse((await jwtVerify(token, EmbeddedJWK)).payload);
  } catch {
    return undefined;
  }
}
