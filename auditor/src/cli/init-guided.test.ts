import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, assert, beforeEach, describe, expect, test, vi } from 'vitest';
import { readTargetFile } from '../intake/target-file.ts';
import { bodyOf, json, smallServer } from '../io/fixtures/small-server.ts';
import type { Questions } from './init-questions.ts';
import { writeTargetFile } from './init.ts';

let folder = '';
let out = '';
let printed = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guided-'));
  out = join(folder, 'launch-ready.yaml');
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const text = { type: 'string' };
const body = (...names: readonly string[]) => ({
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: names,
        properties: Object.fromEntries(names.map((name) => [name, text])),
      },
    },
  },
});
const DESCRIPTION = {
  openapi: '3.1.0',
  info: { title: 'Clubs API', version: '1' },
  paths: {
    '/api/signup': { post: { requestBody: body('email', 'password', 'fullName', 'companyName') } },
    '/api/login': { post: { requestBody: body('email', 'password') } },
    '/api/me': { get: {} },
    '/api/notes': { get: {}, post: { requestBody: body('text') } },
  },
};

interface Account {
  readonly email: string;
  readonly password: string;
  readonly companyName: string;
  confirmed: boolean;
}

/** A product whose accounts have to be confirmed, or not. */
async function clubs(needsMail: boolean, refuses = false) {
  const accounts = new Map<string, Account>();
  const server = await smallServer((request, response) => {
    void (async () => {
      const { url = '/' } = request;
      if (url === '/openapi.json') return json(response, 200, DESCRIPTION);
      const sent = JSON.parse((await bodyOf(request)) || '{}');
      if (url === '/api/signup') {
        if (refuses) return json(response, 422, { error: 'sign-up is closed' });
        accounts.set(sent.email, { ...sent, confirmed: !needsMail });
        return json(response, 201, { ok: true });
      }
      const account = accounts.get(sent.email);
      if (url === '/api/login') {
        if (account === undefined || account.password !== sent.password)
          return json(response, 401, { error: 'wrong' });
        if (!account.confirmed) return json(response, 403, { error: 'confirm your address' });
        return json(response, 200, { session: { accessToken: `tok-${sent.email}-0123456789` } });
      }
      const me = [...accounts.values()].find(
        (one) => request.headers.authorization === `Bearer tok-${one.email}-0123456789`,
      );
      if (url === '/api/me' && me !== undefined)
        return json(response, 200, { email: me.email, role: 'owner', company: { slug: me.companyName } });
      json(response, me === undefined ? 401 : 404, {});
    })();
  });
  return { ...server, accounts };
}

/** Somebody at the keyboard: what they agree to, by a word of the question. */
function person(
  agrees: readonly string[],
  secrets: { readonly [word: string]: string } = {},
  onAgree: () => void = () => {},
) {
  const told: string[] = [];
  const asked: string[] = [];
  const agree = (message: string) => {
    asked.push(message);
    onAgree();
    return Promise.resolve(agrees.some((word) => message.includes(word)));
  };
  const questions: Questions = {
    address: () => Promise.reject(new Error('the address was given')),
    profile: () => Promise.resolve('b2b-onboarding'),
    consent: () => Promise.resolve(true),
    agree,
    signUp: (name, tenant, by) => agree(`sign up ${name} of ${tenant} by ${by}`),
    text: (message, example) => {
      asked.push(message);
      return Promise.resolve(example);
    },
    secret: (message) =>
      Promise.resolve(Object.entries(secrets).find(([word]) => message.includes(word))?.[1] ?? ''),
    tell: (words, title) => void told.push(`${title}: ${words}`),
  };
  return { questions, told, asked };
}

function written() {
  const read = readTargetFile(readFileSync(out, 'utf8'), 'launch-ready.yaml');
  assert(read.ok, read.ok ? '' : JSON.stringify(read.error));
  return read.value.target;
}

describe('a guided start', () => {
  test('makes two customers by the product’s own sign-up, and says why each account is needed', async () => {
    await using product = await clubs(false);
    const { questions, told } = person(['sign up']);
    await writeTargetFile(product.origin, { out }, questions);
    const { identities, whoami, signup, product: name } = written();
    expect(name).toBe('Clubs');
    expect(Object.keys(identities)).toEqual(['ana', 'bea']);
    expect(identities['bea']).toMatchObject({
      tenant: 'globex',
      role: 'owner',
      credential: { login: { post: '/api/login', token: '$.session.accessToken' } },
    });
    expect(whoami).toEqual({ get: '/api/me', user: '$.email', tenant: '$.company.slug', role: '$.role' });
    expect(signup).toMatchObject({
      post: '/api/signup',
      json: {
        template: {
          email: '{{email}}',
          password: '{{password}}',
          fullName: '{{name}}',
          companyName: '{{workspace}}',
        },
      },
      verify: 'none',
    });
    expect(told.join('\n')).toMatch(
      /only proven with two customers[^]*only proven with two people of one company[^]*locked out/,
    );
    const env = join(folder, '.env');
    expect(readFileSync(env, 'utf8')).toMatch(/^ANA_PASSWORD=Lr9-[0-9a-f]+\nBEA_PASSWORD=Lr9-/);
    expect(statSync(env).mode & 0o077).toBe(0);
    expect(readFileSync(out, 'utf8')).not.toMatch(/Lr9-|tok-/);
    expect(printed).toContain('Kept ANA_PASSWORD, BEA_PASSWORD in .env beside it. Add .env to .gitignore');
    expect(printed).toMatch(
      /an audit asks \d+ questions about \d+ operations: at most \d+ requests, \d+ model tokens and 0 mails/,
    );
    expect(printed).toContain('ana, bea: all log in and are who the file says.');
    expect(printed).toContain('a disposable account');
  });

  test('waits until an address is confirmed', async () => {
    await using product = await clubs(true);
    const { questions, told } = person(['sign up', 'Done?'], {}, () => {
      for (const one of product.accounts.values()) one.confirmed = true;
    });
    // The first question of each account comes before it is made, so that it is confirmed at the second one.
    await writeTargetFile(product.origin, { out }, questions);
    expect(told.join('\n')).toMatch(
      /POST \/api\/login answered 403: \{"error":"confirm your address"\}[^]*follow its link/,
    );
    expect(written().signup?.verify).toBe('mail');
    expect(printed).toContain('ana, bea: all log in');
  });

  test('asks for what it cannot make, and tries it', async () => {
    await using product = await clubs(false, true);
    product.accounts.set('ana@acme.test', {
      email: 'ana@acme.test',
      password: 'pass word',
      companyName: 'acme-labs',
      confirmed: true,
    });
    const { questions, told } = person(['sign up ana', 'an account for ana', 'logged out'], {
      ana: 'pass word',
      tom: 'not-it',
    });
    await writeTargetFile(product.origin, { out }, questions);
    expect(told.join('\n')).toContain(
      'POST /api/signup answered 422: {"error":"sign-up is closed"}. Make ana in a private window instead.',
    );
    expect(told.join('\n')).toMatch(/POST \/api\/login answered 401.*Check the address and the password/);
    const { identities } = written();
    expect(identities['ana']).toMatchObject({ tenant: 'acme-labs', role: 'owner' });
    expect(identities['tom']).toMatchObject({ tenant: 'acme-labs', disposable: true });
    expect(printed).toMatch(/tom could not log in/);
    expect(printed).toContain('a second customer');
  });

  test('without anybody there makes what it may', async () => {
    await using product = await clubs(false);
    await expect(
      writeTargetFile(product.origin, { out, signUp: 'you+{name}@club.test' }, undefined),
    ).rejects.toThrow('--consent');
    await expect(
      writeTargetFile(product.origin, { out, signUp: 'you@club.test', consent: true }, undefined),
    ).rejects.toThrow('{name}');
    await writeTargetFile(
      product.origin,
      { out, signUp: 'you+{name}@club.test', consent: true, profile: 'b2b-onboarding' },
      undefined,
    );
    expect([...product.accounts.keys()]).toEqual(['you+ana@club.test', 'you+bea@club.test']);
    expect(printed).toContain('ana, bea: all log in and are who the file says.');
  });

  test('goes on with the accounts of an earlier start', async () => {
    await using product = await clubs(true);
    const options = { out, signUp: 'you+{name}@club.test', consent: true, profile: 'b2b-onboarding' };
    await writeTargetFile(product.origin, options, undefined);
    expect(printed).toMatch(/ana could not log in: .*confirm your address/);
    for (const one of product.accounts.values()) one.confirmed = true;
    await writeTargetFile(product.origin, options, undefined);
    expect(product.accounts.size).toBe(2);
    expect(printed).toContain('ana, bea: all log in and are who the file says.');
  });

  test('signs nobody up without consent', async () => {
    await using product = await clubs(false);
    const { questions } = person(['sign up']);
    await writeTargetFile(product.origin, { out }, { ...questions, consent: () => Promise.resolve(false) });
    expect(product.accounts.size).toBe(0);
  });

  test('keeps what stands in .env', async () => {
    await using product = await clubs(false);
    writeFileSync(join(folder, '.env'), 'OTHER=1');
    writeFileSync(join(folder, '.gitignore'), 'node_modules\n.env\n');
    await writeTargetFile(product.origin, { out }, person(['sign up']).questions);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toMatch(/^OTHER=1\nANA_PASSWORD=/);
    expect(printed).not.toContain('.gitignore');
  });
});
