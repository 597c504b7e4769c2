import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatProblem, MAX_PROBLEMS } from './problem.ts';
import { readTargetFile } from './target-file.ts';

/** Everything that is said about a text, as people see it. */
function said(text: string): string {
  const read = readTargetFile(text, 'launch-ready.yaml');
  return (read.ok ? read.value.notices : read.error).map(formatProblem).join('\n');
}

function isRead(text: string): boolean {
  return readTargetFile(text, 'launch-ready.yaml').ok;
}

const ana = 'schema: 1\napp: https://acme.example\nidentities:\n  ana:\n    tenant: acme\n';

test('a mistake is shown with its place and the nearest known key', () => {
  expect(said(`${ana}    rol: admin\n    bearer: "\${ANA}"\n`)).toBe(
    [
      'launch-ready.yaml:6:5  identities.ana.rol is not a known key. Did you mean "role"?',
      '   6 |     rol: admin',
      '     |     ^^^',
    ].join('\n'),
  );
});

test('a secret written out is not printed, and a variable is proposed', () => {
  const text = said(`${ana}    bearer: eyJhbGciOiJIUzI1NiJ9.abc\n`);
  expect(text).toContain(
    'launch-ready.yaml:6:13  identities.ana.bearer is a secret written out. Write it as "${ANA_TOKEN}"',
  );
  expect(text).not.toContain('eyJ');
});

test('a secret beside another mistake is not printed either', () => {
  const login = '{ post: login, json: { email: ana@acme.test, password: "hunter2" } }';
  const text = said(`${ana}    login: ${login}\nmail: { sink: smtp://me:hunter2@mail }\n`);
  expect(text).toContain('login.post must start with one "/"');
  expect(text).toContain('mail.sink must be smtp');
  expect(text).not.toContain('hunter2');
});

describe('mistakes are explained', () => {
  test.for<[name: string, text: string, expected: string]>([
    ['no version', 'app: https://a.example', 'schema is missing; begin the file with "schema: 1"'],
    ['a later version', 'schema: 2\napp: https://a.example', 'this version of launch-ready reads schema 1'],
    [
      'an unknown profile',
      'schema: 1\nprofile: b2b',
      'one of b2b-onboarding, marketplace-onboarding, team-handover',
    ],
    ['a nearly right profile', 'schema: 1\nprofile: team-handoff', 'Did you mean "team-handover"?'],
    [
      'text for a number',
      `${ana}limits: { rps: many }`,
      'limits.rps is text; a number is expected, for example 20',
    ],
    [
      'text for a list',
      `${ana}logs: ./app.log`,
      'logs is text; a list is expected, for example ["./logs/app.log"]',
    ],
    ['a number for a duration', `${ana}limits: { patience: 60 }`, 'text is expected, for example "60s"'],
    [
      'an unknown journey step',
      `${ana}journeys: { onboarding: [{ opn: / }] }`,
      'opn is not a known key. Did you mean "open"?',
    ],
    [
      'two steps in one',
      `${ana}journeys: { onboarding: [{ open: /, see: Hi }] }`,
      'mixes open, see; they exclude each other',
    ],
    [
      'a login without a way',
      `${ana}    login: { url: /x }`,
      'login.url is not a known key. Known keys: post, json',
    ],
    [
      'a login with two ways',
      `${ana}    login: { form: /login, post: /x }`,
      'Give one of: post + json | form + fields',
    ],
    [
      'an empty login',
      `${ana}    login: {}`,
      'login is incomplete. Give one of: post + json | form + fields',
    ],
    ['a wrong oauth grant', `${ana}    login: { oauth: passwd, endpoint: /t }`, 'Did you mean "password"?'],
    [
      'an unknown stream',
      `${ana}chat: { send: POST /c, body: { m: "{{prompt}}" }, stream: see }`,
      'Did you mean "sse"?',
    ],
    ['a key that is no operation', `${ana}operations: { me: {} }`, 'such as "GET /api/me"'],
    ['an unlisted tenant', `${ana}    bearer: "\${A}"\ntenants: { acne: {} }`, 'Did you mean "acne"?'],
    [
      'a mistyped role',
      `${ana}    role: admin\n    bearer: "\${A}"\nexpect: { roles: { /api/**: [amdin] } }`,
      'Did you mean "admin"?',
    ],
    [
      'a mistyped identity',
      `${ana}    bearer: "\${A}"\nroutes: { har: { anna: a.har } }`,
      'Did you mean "ana"?',
    ],
    [
      'a mistyped placeholder',
      `${ana}    bearer: "\${A}"\nsignup: { post: /s, json: { email: "{{emial}}" } }`,
      'Did you mean "email"?',
    ],
    [
      'an id that nothing yields',
      `${ana}    bearer: "\${A}"\nchat: { send: "POST /c/{conversation}", body: { m: "{{prompt}}" } }`,
      'Add chat.create',
    ],
    [
      'a section declared absent',
      `${ana}    bearer: "\${A}"\nabsent: { webhooks: none }\nwebhooks: {}`,
      'remove one',
    ],
    [
      'journeys without an app',
      'schema: 1\nrepo: .\njourneys: { onboarding: [{ open: / }] }',
      'journeys need an address',
    ],
    ['a chat without an address', 'schema: 1\nrepo: .\nwhoami: { get: /me }', 'whoami needs an address'],
  ])('%s', ([, text, expected]) => {
    expect(said(text)).toContain(expected);
    expect(isRead(text)).toBe(false);
  });
});

describe('files that are not what they should be', () => {
  test.for<[name: string, text: string, expected: string]>([
    ['empty', ' \n', 'is empty'],
    ['a comment only', '# nothing yet\n', 'holds no keys'],
    ['a sentence', 'just some text', 'holds no keys'],
    ['a list', '- schema: 1', 'holds no keys'],
    ['binary', 'PK\u0003\u0004\0\0', 'is not text'],
    ['too large', `schema: 1\n#${'x'.repeat(1024 * 1024)}`, 'is larger than 1024 KiB'],
    ['two documents', 'schema: 1\n---\nschema: 1', ':2:1  a second document begins here'],
    ['tabs', 'schema: 1\nlimits:\n\trps: 1', ':3:1  tabs may not indent'],
    ['a key given twice', 'schema: 1\nrepo: .\nrepo: .', ':3:1  this key is given twice'],
    ['a tag', 'schema: !!js/function 1', 'tags (!…) are not used here'],
    ['an alias', 'schema: &one 1\nlimits: { rps: *one }', 'uses an alias'],
    ['an alias to itself', 'a: &x [*x]', 'uses an alias'],
    ['an alias bomb', 'a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]', 'uses an alias'],
    ['deep nesting', `a: ${'['.repeat(90)}${']'.repeat(90)}`, 'nested deeper than 64'],
    ['very deep nesting', '['.repeat(50_000), 'cannot be read'],
    [
      'a variable without quotes',
      'schema: 1\nidentities: { ana: { bearer: ${ANA} } }',
      'Put quotes around variables',
    ],
    ['a strange key', 'schema: 1\n__proto__: { polluted: true }', 'is not a key'],
    ['an infinite number', `${ana}limits: { rps: .inf }`, 'is not a value that this file may hold'],
  ])('%s', ([, text, expected]) => {
    expect(said(text)).toContain(expected);
    expect(isRead(text)).toBe(false);
  });
});

test.for([
  ['JSON', '{"schema": 1,\n\t"app": "https://acme.example"}'],
  ['Windows line ends', 'schema: 1\r\napp: https://acme.example\r\n'],
  ['a byte order mark', '\uFEFFschema: 1\napp: https://acme.example\n'],
])('%s is read', ([, text = '']) => {
  expect(said(text)).toBe('');
  expect(isRead(text)).toBe(true);
});

test('what is allowed but worth telling is a notice', () => {
  const text = `${ana}    bearer: "\${ANA}"\nexpect: { roles: { /api/admin/**: [owner] } }\n`;
  expect(isRead(text)).toBe(true);
  expect(said(text)).toMatch(
    /only looks from outside until you add "consent: owner"[^]*no identity has the role "owner"/,
  );
});

test('many mistakes are told at once, up to a limit', () => {
  const keys = Array.from({ length: 30 }, (_, index) => `colour${index}: red`).join('\n');
  const read = readTargetFile(`schema: 1\nrepo: .\n${keys}`, 'launch-ready.yaml');
  expect(read.ok ? [] : read.error).toHaveLength(MAX_PROBLEMS + 1);
  expect(said(`schema: 1\nrepo: .\n${keys}`)).toContain('10 more problems are not shown');
});

test('a long line is cut around the caret', () => {
  const text = said(`{ "schema": 1, "repo": ".", "product": "${'x'.repeat(300)}", "colour": "red" }`);
  expect(text).toContain('colour is not a known key');
  for (const line of text.split('\n').slice(1)) expect(line.length).toBeLessThan(140);
});

const whole = `${ana}    login: { post: /login, json: { password: "\${ANA}" } }
chat: { send: POST /chat, body: { message: "{{prompt}}" }, stream: sse }
limits: { rps: 5, patience: 60s }
journeys: { onboarding: [{ open: / }, { mail: { link: verify } }] }
`;

describe('no text makes it throw', () => {
  test('any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(() => said(text)).not.toThrow();
      }),
    );
  });

  test('a good file with something cut out or put in', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      '- ',
      '\n',
      '  ',
      '"',
      '*a',
      '&a ',
      '!!set ',
      '? ',
      '|',
      '${X}',
      '{{x}}',
      '1',
      'null',
      '__proto__: ',
      '\t',
      '---\n',
    );
    const position = fc.nat(whole.length);
    fc.assert(
      fc.property(position, fc.nat(12), fc.array(pieces, { maxLength: 4 }), (at, cut, put) => {
        expect(() => said(whole.slice(0, at) + put.join('') + whole.slice(at + cut))).not.toThrow();
      }),
    );
  });

  test('any value at any key', () => {
    const keys = fc.constantFrom(
      'schema',
      'app',
      'identities',
      'routes',
      'chat',
      'expect',
      'limits',
      'journeys',
      'absent',
      'webhooks',
    );
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue()), (json) => {
        expect(() => said(JSON.stringify({ schema: 1, repo: '.', ...json }))).not.toThrow();
      }),
    );
  });
});
