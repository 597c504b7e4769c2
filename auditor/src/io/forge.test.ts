import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { forgeToken } from './forge.ts';
import { decodeJwt, encodePart, expiryOf, signedWith } from './jwt.ts';
import type { Forgery } from './lane.ts';

const NOISE = 'noiseNOISE0123456789abcdefghij';

function jwt(secret: string, alg: 'HS256' | 'HS384' | 'HS512' = 'HS256'): string {
  const signed = `${encodePart({ alg, typ: 'JWT' })}.${encodePart({ sub: 'ana', exp: 4_000_000_000 })}`;
  return `${signed}.${createHmac(alg.replace('HS', 'sha'), secret).update(signed).digest('base64url')}`;
}

function forged(token: string, forgery: Forgery): string {
  const result = forgeToken(token, forgery, NOISE);
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

  it('says when the secret is not well known, and when there is no JWT', () => {
    expect(forgeToken(genuine, { kind: 'weak-secret' }, NOISE)).toMatchObject({ kind: 'impossible' });
    expect(forgeToken('opaque-token', { kind: 'alg-none', spelling: 'none' }, NOISE)).toMatchObject({
      because: 'the credential is not a JWT',
    });
  });

  it('makes up garbage of the same shape and length', () => {
    const token = 'lr_live_Ab12-Cd34.Ef56';
    const garbage = forged(token, { kind: 'garbage' });
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
