import { decodeJwt } from 'jose';
import * as z from 'zod';

const ClaimsSchema = z.object({ sub: z.uuid(), sid: z.uuid(), exp: z.number() });

/** Who a token says it is for, believed without looking at its signature; undefined when it has expired or says nothing. */
export function readClaims(token: string): { readonly sub: string; readonly sid: string } | undefined {
  try {
    const { sub, sid, exp } = ClaimsSchema.parse(decodeJwt(token));
    return exp * 1_000 > Date.now() ? { sub, sid } : undefined;
  } catch {
    return undefined;
  }
}
