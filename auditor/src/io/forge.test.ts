import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { forgeToken, garbageLike } from './forge.ts';
import { WEAK_SECRETS } from './weak-secrets.ts';
import { decodeJwt, encodePart, expiryOf, signedWith } from './jwt.ts';

const NOISE = 'noiseNOISE0123456789abcdefghij';

function jwt(secret: string, alg: 'HS256' | 'HS384' | 'HS512' = 'HS256'): string {
  return signed(alg, { sub: 'ana', exp: 4_000_000_000 }, secret);
}

function signed(alg: string, claims: { readonly [name: string]: unknown }, secret = 'x'): string {
  const text = `${encodePart({ alg, typ: 'JWT' })}.${encodePart(claims)}`;
  return `${text}.${createHmac(alg.replace('HS', 'sha'), secret).update(text).digest('base64url')}`;
}

type Forgery = Parameters<typeof forgeToken>[1];

function forge(token: string, forgery: Forgery, other = {}) {
  const decoded = decodeJwt(token);
  if (decoded === undefined) throw new Error('this is no JWT');
  return forgeToken(decoded, forgery, { noise: NOISE, guesses: WEAK_SECRETS, other });
}

function forged(token: string, forgery: Forgery, other = {}): string {
  const result = forge(token, forgery, other);
  if (result.kind === 'impossible') throw new Error(result.because);
  return result.token;
}

describe('forging tokens', () => {
  const genuine = jwt('a-secret-that-nobody-would-guess-8f31');
  const [header, payload, signature] = genuine.split('.');

  it('changes the payload and keeps header and signature', () => {
    const [head, body, sign] = forged(genuine, { kind: 'payload-changed' }).split('.');
    expect([head, sign]).toEqual([header, signature]);
    expect(body).not.toBe(payload);
    expect(decodeJwt(`${head}.${body}.${sign}`)?.claims).toMatchObject({ sub: 'ana' });
  });

  it.each(['none', 'None', 'nOnE'])('takes the signature away with alg %s', (spelling) => {
    const token = forged(genuine, { kind: 'alg-none', spelling });
    expect(decodeJwt(token)?.header).toEqual({ alg: spelling, typ: 'JWT' });
    expect(token.endsWith('.')).toBe(true);
    expect(token.split('.')[1]).toBe(payload);
  });

  it('strips the signature and leaves the rest', () => {
    expect(forged(genuine, { kind: 'signature-stripped' })).toBe(`${header}.${payload}.`);
  });

  it.each(['HS256', 'HS384', 'HS512'] as const)('signs %s anew where the secret is well known', (alg) => {
    const decoded = decodeJwt(forged(jwt('changeme', alg), { kind: 'weak-secret' }));
    expect(decoded && signedWith(decoded, 'changeme')).toBe(true);
    expect(decoded?.claims).toHaveProperty('launch_ready');
  });

  it('says when the secret is not well known', () => {
    expect(forge(genuine, { kind: 'weak-secret' })).toMatchObject({ reason: 'strong-secret' });
  });

  it('changes one letter of the signature', () => {
    const [head, body, sign] = forged(genuine, { kind: 'signature-altered' }).split('.');
    expect([head, body]).toEqual([header, payload]);
    expect(sign).toHaveLength(signature?.length ?? 0);
    expect(sign?.slice(1)).toBe(signature?.slice(1));
    expect(sign).not.toBe(signature);
  });

  it('takes the role, the subject and the tenant of others', () => {
    const token = signed('HS256', {
      sub: 'ana',
      role: 'member',
      org_id: 'acme',
      app_metadata: { role: 'user' },
    });
    const other = { sub: 'bea', org_id: 'globex', exp: 7 };
    const claims = (forgery: Forgery) => decodeJwt(forged(token, forgery, other))?.claims;
    expect(claims({ kind: 'payload-changed', claim: { names: 'role', value: 'admin' } })).toEqual({
      sub: 'ana', role: 'admin', org_id: 'acme', app_metadata: { role: 'admin' },
    }); // prettier-ignore
    expect(claims({ kind: 'payload-changed', claim: { names: 'subject', of: 'bea' } })).toMatchObject({
      sub: 'bea', org_id: 'acme',
    }); // prettier-ignore
    expect(claims({ kind: 'payload-changed', claim: { names: 'tenant', of: 'bea' } })).toMatchObject({
      sub: 'ana', org_id: 'globex',
    }); // prettier-ignore
    expect(forge(genuine, { kind: 'payload-changed', claim: { names: 'role', value: 'admin' } })).toMatchObject({
      reason: 'no-claim',
    }); // prettier-ignore
  });

  it('signs with an empty key that the header names', () => {
    const token = decodeJwt(forged(genuine, { kind: 'empty-key' }));
    expect(token?.header).toMatchObject({ alg: 'HS256', kid: expect.stringMatching(/dev\/null$/) });
    expect(token && signedWith(token, '')).toBe(true);
  });

  it('makes up garbage of the same shape and length', () => {
    const token = 'lr_live_Ab12-Cd34.Ef56';
    const garbage = garbageLike(token, NOISE);
    expect(garbage).not.toBe(token);
    expect(garbage).toHaveLength(token.length);
    expect(garbage.replaceAll(/[A-Za-z0-9]/g, 'x')).toBe(token.replaceAll(/[A-Za-z0-9]/g, 'x'));
  });
});

describe('reading tokens', () => {
  it.each(['', 'a.b', 'a.b.c', 'a.b.c.d', `${encodePart({})}.${encodePart({})}.x`, `${encodePart({ alg: 'x' })}.bnVsbA.x`])(
    'takes %j for none',
    (text) => expect(decodeJwt(text)).toBeUndefined(),
  ); // prettier-ignore

  it('knows when one ends', () => {
    const token = decodeJwt(jwt('x'));
    expect(token && expiryOf(token)).toBe(4_000_000_000_000);
  });
});
