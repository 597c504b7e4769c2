import {
  createHmac,
  createPublicKey,
  createVerify,
  generateKeyPairSync,
  randomUUID,
  sign,
  type JsonWebKey,
} from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyConfusion } from '../checks/authentication/key-confusion.ts';
import { tamperedToken } from '../checks/authentication/tampered-token.ts';
import { tokenHeaderInjection } from '../checks/authentication/token-header-injection.ts';
import { weakSigningSecret } from '../checks/authentication/weak-signing-secret.ts';
import type { Check } from '../core/check.ts';
import { decodeJwt, encodePart, signedWith, type DecodedJwt } from '../io/jwt.ts';
import { operationOf, rehearse, type Reply, type Serve, type Visit } from '../io/rehearsal.ts';
import { forgedToken } from './forged-token.ts';

/** How a product carries a session, and whom it believes. */
interface Product {
  readonly issue: (mail: string) => Reply;
  readonly believes: (visit: Visit) => string | undefined;
  readonly serve?: Serve;
  readonly token?: string;
}

async function verdicts({ issue, believes, serve, token }: Product) {
  const login = (mail: string, variable: string) => ({
    login: {
      post: '/login',
      json: { mail, password: `\${${variable}}` },
      ...(token === undefined ? {} : { token }),
    },
  });
  const { evidence, requests, planned } = await rehearse({
    probe: forgedToken,
    target: {
      consent: 'owner',
      whoami: { get: '/me', user: '$.mail' },
      identities: {
        ana: { tenant: 'acme', role: 'member', ...login('ana@acme.test', 'ANA') },
        bea: { tenant: 'globex', role: 'admin', ...login('bea@globex.test', 'BEA') },
      },
      limits: { patience: '1s' },
    },
    operations: [operationOf('GET /me')],
    serve: (visit) => {
      const { mail } = visit.path === '/login' ? (JSON.parse(visit.body) as { mail: string }) : { mail: '' };
      if (visit.path === '/login') return issue(mail);
      const who = visit.path === '/me' ? believes(visit) : undefined;
      if (visit.path === '/me')
        return who === undefined ? { status: 401, body: { error: 'sign in' } } : { body: { mail: who } };
      return serve?.(visit);
    },
  });
  expect(requests).toBeLessThanOrEqual(planned);
  const judge = (check: Check) => {
    const [[need, kind] = ['', { kind: '' }]] = Object.entries(check.needs);
    const given = { evidence: evidence.filter((one) => one.kind === kind.kind), missing: [] };
    return check.judge({ [need]: given }).status;
  };
  return {
    tampered: judge(tamperedToken),
    confused: judge(keyConfusion),
    injected: judge(tokenHeaderInjection),
    weak: judge(weakSigningSecret),
  };
}

const FINE = { tampered: 'pass', confused: 'pass', injected: 'pass', weak: 'pass' };
const claimsOf = (mail: string) => ({
  sub: mail,
  role: 'member',
  org: mail.split('@')[1],
  iss: 'https://login.example.com/',
  exp: 4_000_000_000,
  padding: 'x'.repeat(3_000),
});
const mailOf = (jwt: DecodedJwt | undefined) => jwt && String(jwt.claims['sub']);
const cookiesOf = ({ headers }: Visit) =>
  Object.fromEntries((headers.cookie ?? '').split('; ').map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)])); // prettier-ignore

describe('a token inside cookies, as Supabase keeps it', () => {
  const SECRET = 'f4c1f0b0-3f0e-4a55-9c0f-6a9cfd2f8f5b';
  const supabase = (checks: boolean, secret = SECRET): Product => ({
    issue(mail) {
      const text = `${encodePart({ alg: 'HS256', typ: 'JWT' })}.${encodePart(claimsOf(mail))}`;
      const jwt = `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
      const value = `base64-${Buffer.from(JSON.stringify({ access_token: jwt, user: { mail } })).toString('base64url')}`;
      const cookies = [value.slice(0, 3_180), value.slice(3_180)].map((one, at) => `sb-app-auth-token.${at}=${one}; Path=/`); // prettier-ignore
      return { body: { ok: true }, headers: { 'set-cookie': cookies } };
    },
    believes(visit) {
      const cookies = cookiesOf(visit);
      const value = `${cookies['sb-app-auth-token.0'] ?? ''}${cookies['sb-app-auth-token.1'] ?? ''}`;
      const text = Buffer.from(value.replace('base64-', ''), 'base64url').toString('utf8');
      const jwt = decodeJwt(/"access_token":"([^"]+)"/.exec(text)?.[1] ?? '');
      return jwt === undefined || (checks && !signedWith(jwt, secret)) ? undefined : mailOf(jwt);
    },
  });

  test('that is checked', async () => {
    expect(await verdicts(supabase(true))).toEqual(FINE);
  });
  test('that nobody checks', async () => {
    expect(await verdicts(supabase(false))).toMatchObject({ tampered: 'fail', weak: 'pass' });
  });
  test('that is signed with the secret of a tutorial', async () => {
    expect(await verdicts(supabase(true, 'changeme'))).toEqual({ ...FINE, weak: 'fail' });
  });
});

describe('a signed cookie', () => {
  const express = (checks: boolean): Product => {
    const sessions = new Map<string, string>();
    const signature = (id: string) => createHmac('sha256', 'long and random').update(id).digest('base64');
    return {
      issue(mail) {
        const id = randomUUID();
        sessions.set(id, mail);
        const value = encodeURIComponent(`s:${id}.${signature(id)}`);
        return { body: { ok: true }, headers: { 'set-cookie': `connect.sid=${value}; Path=/; HttpOnly` } };
      },
      believes(visit) {
        const [, id = '', sign = ''] = /^s:([^.]+)\.(.+)$/.exec(decodeURIComponent(cookiesOf(visit)['connect.sid'] ?? '')) ?? []; // prettier-ignore
        return checks && sign !== signature(id) ? undefined : sessions.get(id);
      },
    };
  };

  test('whose signature counts', async () => {
    expect(await verdicts(express(true))).toEqual(FINE);
  });
  test('whose signature nobody looks at', async () => {
    expect(await verdicts(express(false))).toEqual({ ...FINE, tampered: 'fail' });
  });
});

describe('a token that a published key checks', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'main', use: 'sig' };
  const signedBy = ({ parts }: DecodedJwt, key: JsonWebKey) =>
    createVerify('sha256')
      .update(`${parts[0]}.${parts[1]}`)
      .verify(createPublicKey({ key, format: 'jwk' }), Buffer.from(parts[2], 'base64url'));
  const bearer = (believed: (jwt: DecodedJwt) => boolean): Product => ({
    token: '$.token',
    issue(mail) {
      const text = `${encodePart({ alg: 'RS256', kid: 'main' })}.${encodePart(claimsOf(mail))}`;
      return { body: { token: `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}` } };
    },
    believes({ headers }) {
      const jwt = decodeJwt((headers.authorization ?? '').replace('Bearer ', ''));
      return jwt !== undefined && believed(jwt) ? mailOf(jwt) : undefined;
    },
    serve: ({ path, headers }) => {
      if (path === '/.well-known/openid-configuration')
        return { body: { jwks_uri: `http://${headers.host}/keys/current` } };
      return path === '/keys/current' ? { body: { keys: [jwk] } } : undefined;
    },
  }); // prettier-ignore
  const strict = (jwt: DecodedJwt) => jwt.header['alg'] === 'RS256' && signedBy(jwt, jwk);

  test('and nothing else', async () => {
    expect(await verdicts(bearer(strict))).toEqual(FINE);
  });
  test('or takes for a secret', async () => {
    const confused = bearer((jwt) => strict(jwt) || signedWith(jwt, pem.trim()));
    expect(await verdicts(confused)).toEqual({ ...FINE, confused: 'fail' });
  });
  test('or whatever key it brings along', async () => {
    const trusting = bearer((jwt) => signedBy(jwt, (jwt.header['jwk'] ?? jwk) as JsonWebKey));
    expect(await verdicts(trusting)).toEqual({ ...FINE, injected: 'fail' });
  });
  test('or the file that it names', async () => {
    const reading = bearer((jwt) => strict(jwt) || (String(jwt.header['kid']).endsWith('null') && signedWith(jwt, ''))); // prettier-ignore
    expect(await verdicts(reading)).toEqual({ ...FINE, injected: 'fail' });
  });
  test('whose keys are nowhere to be found', async () => {
    const { serve: _, ...hidden } = bearer(strict);
    expect(await verdicts(hidden)).toEqual({ ...FINE, confused: 'unproven' });
  });
});
