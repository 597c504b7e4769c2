import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, assert, beforeEach, describe, expect, test } from 'vitest';
import { readTargetFile } from '../intake/target-file.ts';
import { openDesk, type Desk } from '../io/fixtures/desk.ts';
import { bodyOf, json, smallServer } from '../io/fixtures/small-server.ts';
import type { Questions } from './init-questions.ts';
import { writeTargetFile } from './init.ts';

let folder = '';
let out = '';
let desk: Desk;

beforeEach(() => {
  desk = openDesk();
  ({ folder } = desk);
  out = join(folder, 'launch-ready.yaml');
});

afterEach(() => desk.clear());

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
    expect(desk.printed).toContain(
      'Kept ANA_PASSWORD and BEA_PASSWORD in .env beside it. Add .env to .gitignore',
    );
    expect(desk.printed).toMatch(
      /an audit asks \d+ questions about \d+ operations: at most \d+ requests, \d+ model tokens and 0 mails/,
    );
    expect(desk.printed).toContain('ana, bea: all log in and are who the file says.');
    expect(desk.printed).toContain('a disposable account');
  });

  test('waits until an address is confirmed', async () => {
    await using product = await clubs(true);
    const { questions, told, asked } = person(['sign up', 'Done?'], {}, () => {
      for (const one of product.accounts.values()) one.confirmed = true;
    });
    // The first question of each account comes before it is made, so that it is confirmed at the second one.
    await writeTargetFile(product.origin, { out }, questions);
    expect(told.join('\n')).toContain('POST /api/login answered 403: confirm your address');
    expect(asked.join('\n')).toContain('Open the link in the mail to ana@acme.test. Done?');
    expect(written().signup?.verify).toBe('mail');
    expect(desk.printed).toContain('ana, bea: all log in');
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
      'POST /api/signup answered 422: sign-up is closed. Make ana in a private window instead.',
    );
    expect(told.join('\n')).toMatch(/POST \/api\/login answered 401.*Check the address and the password/);
    const { identities } = written();
    expect(identities['ana']).toMatchObject({ tenant: 'acme-labs', role: 'owner' });
    expect(identities['tom']).toMatchObject({ tenant: 'acme-labs', disposable: true });
    expect(desk.printed).toMatch(/tom could not log in/);
    expect(desk.printed).toContain('a second customer');
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
    expect(desk.printed).toContain('ana, bea: all log in and are who the file says.');
  });

  const options = () => ({
    out,
    signUp: 'you+{name}@club.test',
    consent: true,
    profile: 'b2b-onboarding',
  });

  test('says what to do while addresses wait to be confirmed, and finishes the file by --force alone', async () => {
    await using product = await clubs(true);
    await writeTargetFile(product.origin, options(), undefined);
    expect(desk.printed).toContain(
      'ana cannot log in yet: POST /api/login answered 403: confirm your address',
    );
    expect(desk.printed).toMatch(
      /Next:\n {2}1\. .*link in the mail to you\+ana@club\.test and you\+bea@club\.test\.\n.*terminal where it runs[^]*\n {2}2\. npx launch-ready init --force /,
    );
    expect(desk.printed).not.toContain('npx launch-ready audit');
    expect(written().identities['ana']?.credential).not.toHaveProperty('login.token');
    const passwords = readFileSync(join(folder, '.env'), 'utf8');

    for (const one of product.accounts.values()) one.confirmed = true;
    const before = desk.printed.length;
    await writeTargetFile(undefined, { out, force: true }, undefined);
    expect(product.accounts.size).toBe(2);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(passwords);
    expect(desk.printed.slice(before)).toContain('ana, bea: all log in and are who the file says.');
    expect(desk.printed.slice(before)).toMatch(
      /Next:\n {2}1\. npx launch-ready audit \S+ --dry-run .*\n {2}2\. npx launch-ready audit \S+\n/,
    );
    const { identities, whoami, signup, profile, consent, tenancy } = written();
    expect(identities['bea']).toMatchObject({
      tenant: 'globex',
      role: 'owner',
      credential: { login: { token: '$.session.accessToken' } },
    });
    expect(whoami).toMatchObject({ tenant: '$.company.slug', role: '$.role' });
    expect({ profile, consent, tenancy }).toEqual({
      profile: 'b2b-onboarding',
      consent: 'owner',
      tenancy: { by: 'session' },
    });
    expect(signup?.verify).toBe('mail');
  });

  test('goes on with the same accounts when told to sign up once more', async () => {
    await using product = await clubs(true);
    await writeTargetFile(product.origin, options(), undefined);
    for (const one of product.accounts.values()) one.confirmed = true;
    await writeTargetFile(product.origin, { ...options(), force: true }, undefined);
    expect(product.accounts.size).toBe(2);
    rmSync(out);
    await writeTargetFile(product.origin, options(), undefined);
    expect(product.accounts.size).toBe(2);
    expect(desk.printed.match(/ana, bea: all log in/g)).toHaveLength(2);
  });

  test('keeps what somebody wrote into the file, and a copy of it', async () => {
    await using product = await clubs(false);
    await writeTargetFile(product.origin, options(), undefined);
    const mine = readFileSync(out, 'utf8')
      .replace('profile: b2b-onboarding', 'profile: team-handover')
      .replace(/ana: \{ /, 'ana: { user: you+ana@club.test, ')
      .replace(/^# absent:.*$/m, 'absent: { webhooks: none are received }\nlimits: { rps: 5 }');
    writeFileSync(out, mine);
    await writeTargetFile(undefined, { out, force: true }, undefined);
    const { profile, absent, limits, identities } = written();
    expect({ profile, absent, rps: limits.rps }).toEqual({
      profile: 'team-handover',
      absent: { webhooks: 'none are received' },
      rps: 5,
    });
    expect(identities['ana']?.user).toBe('you+ana@club.test');
    expect(readFileSync(join(folder, 'launch-ready.before.yaml'), 'utf8')).toBe(mine);
  });

  test('takes nothing over from the file of another product', async () => {
    await using one = await clubs(false);
    await writeTargetFile(one.origin, options(), undefined);
    await using other = await clubs(false);
    await writeTargetFile(other.origin, { out, force: true }, undefined);
    expect(written().identities).toEqual({});
    expect(other.accounts.size).toBe(0);
  });

  test('keeps a password before anything else can go wrong', async () => {
    await using product = await clubs(false);
    const { questions } = person(['sign up']);
    const leaves = {
      ...questions,
      tell: (words: string) => {
        if (words.includes('can log in')) throw new Error('gave up');
      },
    };
    await expect(writeTargetFile(product.origin, { out }, leaves)).rejects.toThrow('gave up');
    expect(readFileSync(join(folder, '.env'), 'utf8')).toMatch(/^ANA_PASSWORD=Lr9-/);
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
    expect(desk.printed).not.toContain('.gitignore');
  });
});
