import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Asker } from './database.ts';

const SECRET = 'a-secret-of-the-project-that-nobody-can-guess-0123456789';

/** The key that every visitor's browser has. */
export const ANON_KEY = sign({ iss: 'supabase', role: 'anon' });

export function sign(claims: { readonly [name: string]: unknown }): string {
  const signed = [{ alg: 'HS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${signatureOf(signed)}`;
}

/** Who a token says is asking; undefined when it was not signed here, or has expired. */
export function askerOf(token: string): Asker | undefined {
  const cut = token.lastIndexOf('.');
  const wanted = Buffer.from(signatureOf(token.slice(0, cut)));
  const given = Buffer.from(token.slice(cut + 1));
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return undefined;
  const claims: { readonly [name: string]: unknown } = JSON.parse(
    Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'),
  );
  if (typeof claims['exp'] === 'number' && claims['exp'] * 1_000 < Date.now()) return undefined;
  return { role: claims['role'] === 'authenticated' ? 'authenticated' : 'anon', claims };
}

function signatureOf(signed: string): string {
  return createHmac('sha256', SECRET).update(signed).digest('base64url');
}
