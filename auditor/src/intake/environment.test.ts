import { assert, expect, test } from 'vitest';
import { missingVariables, neededVariables } from './environment.ts';
import { formatProblem } from './problem.ts';
import { readTargetFile, type TargetFile } from './target-file.ts';

function acme(): TargetFile {
  const text = `schema: 1
app: https://acme.example
identities:
  ana: { login: { post: /login, json: { email: ana@acme.test, password: "\${ANA}" } } }
  ben: { cookie: "session=\${BEN}; device=\${DEVICE}", expired: "\${OLD_BEN}" }
webhooks: { in: [{ post: /hooks, dialect: stripe, secret: "\${WHSEC}" }] }
`;
  const read = readTargetFile(text, 'launch-ready.yaml');
  assert(read.ok);
  return read.value;
}

test('every variable is listed once, with all its places', () => {
  expect(
    neededVariables(acme()).map(({ name, uses }) => `${name}: ${uses.map((use) => use.where).join(', ')}`),
  ).toEqual([
    'ANA: identities.ana.login.json.password',
    'BEN: identities.ben.cookie',
    'DEVICE: identities.ben.cookie',
    'OLD_BEN: identities.ben.expired',
    'WHSEC: webhooks.in[0].secret',
  ]);
});

test('a missing or empty variable is told with its place', () => {
  const problems = missingVariables(acme(), { ANA: '', BEN: 'b', DEVICE: 'd', OLD_BEN: ' ', WHSEC: 'w' });
  expect(problems.map(formatProblem).map((text) => text.split('\n')[0])).toEqual([
    'launch-ready.yaml:4:73  variable ANA is not set: set it with "export ANA=…" or put it into .env, which is never committed',
    expect.stringContaining('variable OLD_BEN is not set'),
  ]);
});

test('when all are set, nothing is said', () => {
  const set = { ANA: 'a', BEN: 'b', DEVICE: 'd', OLD_BEN: 'o', WHSEC: 'w' };
  expect(missingVariables(acme(), set)).toEqual([]);
});
