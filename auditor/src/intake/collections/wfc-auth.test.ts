import { assert, expect, test } from 'vitest';
import { readWfcAuth } from './wfc-auth.ts';

const FILE = `
schemaVersion: "0.2.0"
authTemplate:
  loginEndpointAuth:
    endpoint: /api/login
    verb: POST
    contentType: application/json
    token: { extractFromField: /data/token, httpHeaderName: Authorization, headerPrefix: "Bearer " }
auth:
  - name: Ana Admin
    loginEndpointAuth:
      payloadUserPwd: { username: ana, usernameField: login, password: hunter2, passwordField: pass }
  - name: ben
    loginEndpointAuth: { payloadRaw: '{"email":"ben@acme.test","password":"hunter2"}' }
`;

test('logins become accounts whose secrets are variables', () => {
  const read = readWfcAuth(FILE, 'auth.yaml');
  assert(read.ok);
  expect(read.value.accounts).toEqual([
    {
      name: 'ana-admin',
      credential: {
        login: {
          post: '/api/login',
          json: { login: 'ana', pass: '${ANA_ADMIN_PASSWORD}' },
          token: '$.data.token',
        },
      },
    },
    {
      name: 'ben',
      credential: {
        login: {
          post: '/api/login',
          json: { email: 'ben@acme.test', password: '${BEN_PASSWORD}' },
          token: '$.data.token',
        },
      },
    },
  ]);
  expect(JSON.stringify(read)).not.toContain('hunter2');
});

test.for<[headers: string, expected: object]>([
  ['{ name: Authorization, value: Bearer abc }', { bearer: '${ANA_TOKEN}' }],
  [
    '{ name: Authorization, value: ApiKey abc }',
    { apiKey: { header: 'Authorization', value: '${ANA_AUTHORIZATION}' } },
  ],
  ['{ name: X-Key, value: abc }', { apiKey: { header: 'X-Key', value: '${ANA_KEY}' } }],
  ['{ name: Cookie, value: sid=abc }', { cookie: '${ANA_COOKIE}' }],
])('fixed headers %s', ([headers, credential]) => {
  const read = readWfcAuth(`auth: [{ name: ana, fixedHeaders: [${headers}] }]`, 'auth.yaml');
  assert(read.ok);
  expect(read.value.accounts).toEqual([{ name: 'ana', credential }]);
});

test('what cannot be used is said', () => {
  const text =
    'auth: [{ name: ana, loginEndpointAuth: { externalEndpointURL: "https://id.example", verb: POST } }]';
  const read = readWfcAuth(text, 'auth.yaml');
  expect(read.ok ? '' : read.error[0]?.message).toBe(
    'ana is left out: its login is on another server; add a bearer token or a cookie by hand',
  );
  expect(readWfcAuth('users: []', 'auth.yaml').ok).toBe(false);
});
