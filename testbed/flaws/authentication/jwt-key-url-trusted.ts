import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import * as z from 'zod';
import { defineFlaw } from '../define-flaw.ts';

const ClaimsSchema = z.object({ sub: z.uuid(), sid: z.uuid() });

/** Keys are fetched from wherever the header of a token says. */
export const jwtKeyUrlTrusted = defineFlaw({
  id: 'jwt-key-url-trusted',
  family: 'authentication',
  breaks: 'A token that says where to fetch its key is believed.',
  lowers: ['signing key of access tokens'],
  seenIn: 'RFC 8725, section 3.10; verifiers that follow jku',
  mustFail: ['authentication/token-header-injection'],
  policies: (product) => ({
    tokens: {
      verify: async (token, settings) => {
        const url = keyUrl(token);
        return url === undefined ? product.tokens.verify(token, settings) : fetched(token, url);
      },
    },
  }),
});

function keyUrl(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).jku;
  } catch {
    return undefined;
  }
}

async function fetched(token: string, url: string): Promise<z.infer<typeof ClaimsSchema> | undefined> {
  try {
    return ClaimsSchema.parse((await jwtVerify(token, createRemoteJWKSet(new URL(url)))).payload);
  } catch {
    return undefined;
  }
}
