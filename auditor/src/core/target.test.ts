import { expect, test } from 'vitest';
import * as z from 'zod';
import { TargetSchema, type Target, type TargetInput } from './target.ts';

const acme: TargetInput = {
  schema: 1,
  product: 'Acme Assist',
  profile: 'b2b-onboarding',
  app: 'https://app.example.com/',
  api: 'https://api.example.com',
  consent: 'owner',
  absent: { webhooks: 'none received' },
  tenancy: { by: 'path', name: 'workspaceId' },
  tenants: { acme: { id: 'ws_1' } },
  whoami: { get: '/api/me', user: '$.email', tenant: '$.workspace.slug', role: '$.role' },
  identities: {
    ana: {
      tenant: 'acme',
      role: 'admin',
      login: {
        post: '/api/auth/login',
        json: { email: 'ana@acme.test', password: '${ANA}' },
        token: '$.token',
      },
      logout: { post: '/api/auth/logout' },
    },
    ben: { tenant: 'acme', role: 'member', cookie: 'session=${BEN_COOKIE}' },
    bea: { tenant: 'globex', role: 'admin', bearer: '${BEA}', expired: '${OLD_BEA}' },
    tom: {
      tenant: 'acme',
      role: 'member',
      disposable: true,
      login: {
        form: '/login',
        fields: { email: 'tom@acme.test', password: '${TOM}' },
        csrf: { get: '/csrf', field: 'csrfToken', from: '$.csrfToken' },
      },
    },
    kim: { tenant: 'globex', role: 'member', apiKey: { header: 'X-Api-Key', value: '${KIM}' } },
    lee: { tenant: 'globex', basic: { user: 'lee', password: '${LEE}' } },
    bot: {
      login: { oauth: 'client_credentials', endpoint: '/token', clientId: 'bot', clientSecret: '${BOT}' },
    },
  },
  signup: { post: '/api/signup', json: { email: '{{email}}', password: '{{password}}' }, verify: 'mail' },
  routes: {
    openapi: './openapi.json',
    har: { ana: 'ana.har', bea: 'bea.har' },
    list: ['GET /api/me'],
    public: ['GET /health'],
  },
  operations: { 'DELETE /api/projects/{id}': { destructive: true }, 'POST /api/chat': { costly: true } },
  expect: {
    roles: { 'GET /api/admin/**': ['owner', 'admin'] },
    tiers: { 'GET /api/collections/premium/**': ['paid'] },
    private: ['/api/conversations/**'],
  },
  chat: {
    send: 'POST /api/chat',
    body: { conversationId: '{{conversation}}', message: '{{prompt}}' },
    reply: '$.reply',
    stream: 'sse',
    upload: { post: '/api/files' },
    tools: { log: 'GET /api/audit' },
    systemPrompt: './prompt.txt',
  },
  webhooks: {
    in: [{ post: '/hooks/billing', dialect: 'stripe', secret: '${WHSEC}', effect: 'GET /api/billing' }],
    out: { register: 'POST /api/webhooks' },
  },
  journeys: {
    onboarding: [
      { open: '/' },
      { fill: { Email: '{{email}}' } },
      { click: 'Sign up' },
      { mail: { link: 'verify' } },
      { see: 'Welcome' },
    ],
  },
  domain: { name: 'example.com', mailFrom: 'hello@example.com', hosts: ['app', 'api'] },
  mail: { sink: 'smtp://127.0.0.1:2525' },
  network: { resolver: '10.0.0.2', ca: './ca.pem', hosts: { 'app.example.test': '127.0.0.1:8443' } },
  repo: '.',
  bundle: './dist',
  logs: ['./logs/app.log'],
  environments: {
    staging: '.env.staging',
    production: '.env.production',
    rollback: { run: './rollback.sh' },
  },
  limits: { rps: 20, concurrency: 8, modelTokens: 500_000, patience: '60s' },
};

function parsed(input: unknown): Target {
  return TargetSchema.parse(input);
}

/** The issues as `path: message`, those of every branch of a union too. */
function issues(input: unknown): readonly string[] {
  return TargetSchema.safeParse(input).error?.issues.flatMap((issue) => lines(issue)) ?? [];
}

function lines(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_union') return issue.errors.flat().flatMap((inner) => lines(inner));
  return [`${issue.path.join('.')}: ${issue.message}`];
}

test('every section of the design is understood', () => {
  const target = parsed(acme);
  expect(target.app).toBe('https://app.example.com');
  expect(target.chat?.send).toEqual({ method: 'POST', path: '/api/chat' });
  expect(target.chat?.stream).toEqual({ format: 'sse' });
  expect(target.limits).toMatchObject({
    patienceMs: 60_000,
    timeoutMs: 15_000,
    requests: 30_000,
    mails: 150,
  });
});

test('credentials become one of a few kinds and hold references, never values', () => {
  const { ana, ben, tom, kim } = parsed(acme).identities;
  expect(ana?.credential).toMatchObject({
    kind: 'login',
    login: { kind: 'json', json: { template: { email: 'ana@acme.test', password: '${ANA}' }, env: ['ANA'] } },
  });
  expect(ben?.credential).toEqual({
    kind: 'cookie',
    cookie: { template: 'session=${BEN_COOKIE}', env: ['BEN_COOKIE'] },
  });
  expect(tom?.credential).toMatchObject({ kind: 'login', login: { kind: 'form', fields: { env: ['TOM'] } } });
  expect(kim?.credential).toMatchObject({ kind: 'api-key', header: 'X-Api-Key' });
});

test('tenants that only identities name get their label as id', () => {
  expect(parsed(acme).tenants).toEqual({ acme: { id: 'ws_1' }, globex: { id: 'globex' } });
});

test('a file with an address alone is enough to look from outside', () => {
  const target = parsed({ schema: 1, app: 'https://example.com' });
  expect(target.api).toBe('https://example.com');
  expect(target.limits.concurrency).toBe(8);
  expect(target.routes.list).toEqual([]);
});

const alone = { schema: 1, app: 'https://example.com' };
const withAna = (ana: unknown) => ({ ...alone, identities: { ana } });

test.for<[name: string, input: unknown, expected: RegExp]>([
  ['nothing to look at', { schema: 1 }, /nothing to look at/],
  ['an unknown key', { ...alone, colour: 'red' }, /colour/],
  [
    'an address with a password',
    { schema: 1, app: 'https://ana:pw@example.com' },
    /app: may not contain a user name/,
  ],
  ['a file address', { schema: 1, app: 'file:///etc/passwd' }, /must begin with https/],
  [
    'a bearer token written out',
    withAna({ bearer: 'eyJhbGciOi' }),
    /identities.ana.bearer: is a secret written out/,
  ],
  [
    'a password in a login body',
    withAna({ login: { post: '/login', json: { password: 'hunter2' } } }),
    /json.password: is a secret/,
  ],
  ['a number as pin', withAna({ login: { post: '/login', json: { pin: 1234 } } }), /secret/],
  [
    'a form password',
    withAna({ login: { form: '/login', fields: { pass_word: 'x', password: 'y' } } }),
    /secret/,
  ],
  ['a broken reference', withAna({ bearer: '${ANA:-none}' }), /broken/],
  [
    'a header like a secret',
    withAna({ bearer: '${A}', headers: { 'X-Api-Key': 'abc' } }),
    /X-Api-Key: is a secret/,
  ],
  ['no credential', withAna({ role: 'admin' }), /has no credential/],
  ['two credentials', withAna({ bearer: '${A}', cookie: '${B}' }), /more than one/],
  ['a variable in a plain place', { ...alone, product: '${NAME}' }, /product: may not use/],
  [
    'a variable in a chat body',
    { ...alone, chat: { send: 'POST /c', body: { m: '{{prompt}} ${X}' } } },
    /may not use/,
  ],
  [
    'a chat body without the prompt',
    { ...alone, chat: { send: 'POST /c', body: { m: 'hi' } } },
    /must hold \{\{prompt\}\}/,
  ],
  ['a path without slash', { ...alone, whoami: { get: 'api/me' } }, /must start with one/],
  ['an operation without method', { ...alone, operations: { '/api/me': {} } }, /operations/],
  ['a duration without unit', { ...alone, limits: { patience: '60' } }, /is not a duration/],
  ['a tenancy without name', { ...alone, tenancy: { by: 'header' } }, /tenancy.name: is missing/],
  ['a mail sink with a password', { ...alone, mail: { sink: 'smtp://a:b@mail:25' } }, /mail.sink/],
  [
    'a mailbox without user and addresses',
    { ...alone, mail: { sink: 'imaps://mail.example.test', password: '${MAILBOX}' } },
    /mail.user: is missing[^]*mail.domain: or address, one of the two/,
  ],
  [
    'a mailbox’s password written out',
    { ...alone, mail: { sink: 'imaps://m.test', user: 'a', domain: 'm.test', password: 'hunter2' } },
    /mail.password: is a secret written out/,
  ],
  [
    'a folder of a sink that has none',
    { ...alone, mail: { sink: 'smtp://127.0.0.1:2525', folder: 'Launch' } },
    /mail.folder: is only for a mailbox/,
  ],
  ['an unknown absence', { ...alone, absent: { webhoks: 'none' } }, /absent/],
])('%s is refused', ([, input, expected]) => {
  expect(issues(input).join('\n')).toMatch(expected);
});

test.for(['countryCode', 'pinned', 'tokenize', 'monkey', 'key'])('%s is no secret name', (name) => {
  expect(issues(withAna({ login: { post: '/login', json: { [name]: 'DE' } } }))).toEqual([]);
});

test.for([
  'password',
  'newPassword',
  'client_secret',
  'otp',
  'code',
  'PIN',
  'access-token',
  'apiKey',
  'verificationCode',
])('%s is a secret name', (name) => {
  expect(issues(withAna({ login: { post: '/login', json: { [name]: 'abc' } } })).join('\n')).toContain(
    `json.${name}: is a secret written out`,
  );
});

/** Every key of every object in a JSON schema that has no description. */
function undescribed(schema: unknown, path: string): readonly string[] {
  if (schema === null || typeof schema !== 'object') return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key !== 'properties' || value === null || typeof value !== 'object')
      return undescribed(value, `${path}/${key}`);
    return Object.entries(value).flatMap(([name, property]: [string, unknown]) => {
      const silent = property === null || typeof property !== 'object' || !('description' in property);
      return [...(silent ? [`${path}.${name}`] : []), ...undescribed(property, `${path}.${name}`)];
    });
  });
}

test('every key has a description for the reference page', () => {
  const schema = z.toJSONSchema(TargetSchema, { io: 'input' });
  expect(undescribed(schema, '')).toEqual([]);
  expect(JSON.stringify(schema).match(/"description"/g)?.length).toBeGreaterThan(100);
});
