import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSource } from './parse.ts';
import { readSource } from './read.ts';
import { masked } from './snippet.ts';

/** Pieces of real code, put together in ways that nobody means. */
const PIECES = [
  'export async function GET(',
  ') {',
  '}',
  "'use server';",
  "'use client'\n",
  'app.get("/x", ',
  'router.use(',
  'prisma.note.findUnique({ where: { id } })',
  'where: {',
  'sql`SELECT * FROM a WHERE id = ${',
  '`',
  '({ ctx, input }) =>',
  'publicProcedure.query(',
  '@Controller("a") class A {',
  '@Get(":id") m() {}',
  'const app = express();',
  'const app = app;',
  "import app from './a';",
  "export * from './a';",
  "module.exports = require('./a');",
  '<div>{user.role === "admin" && <a/>}</div>',
  'return',
  '=>',
  ',',
  '.eq(',
  '"/api/:id"',
  '//',
  '/*',
  '\u0000',
  '#!',
];
const code = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...PIECES)).map((parts) => parts.join(' ')),
);
const path = fc.constantFrom(
  'app/api/a/route.ts',
  'middleware.ts',
  'a.ts',
  'a/index.js',
  'pages/api/a.tsx',
  'package.json',
  'src/routes/a/+server.ts',
  'app/routes/a.$b.tsx',
  '/',
  '',
);

describe('any repository can be read', () => {
  test('whatever its files hold', () => {
    const run = () =>
      fc.assert(
        fc.property(
          fc.uniqueArray(fc.record({ path, text: code }), { selector: (one) => one.path, maxLength: 6 }),
          (files) => {
            const { hints } = readSource(files);
            return hints.every(
              (hint) => hint.line > 0 && hint.column > 0 && hint.snippet.split('\n').length <= 3,
            );
          },
        ),
      );
    expect(run).not.toThrow();
  });

  test.each([
    ['deep arrays', '['.repeat(50_000)],
    ['deep calls', `a${'.b()'.repeat(30_000)}`],
    ['a long chain of routes', `new Hono()${'.get("/a", b)'.repeat(8_000)}`],
    ['deep sums', Array.from({ length: 20_000 }, () => 'a').join('+')],
    ['deep conditions', `${'if(a){'.repeat(5_000)}${'}'.repeat(5_000)}`],
  ])('%s', (_name, text) => {
    const files = [{ path: 'app/api/a/route.ts', text: `export const GET = async () => ${text}` }];
    expect(readSource(files).hints).toEqual([]);
  });

  test('a file that is its own import', () => {
    const text =
      "import { a } from './a'; export { a } from './a'; export * from './a'; const x = x; export default a;";
    expect(
      readSource([
        { path: 'a.ts', text },
        { path: 'app/api/b/route.ts', text: "export { a as GET } from '../../../a';" },
      ]).hints,
    ).toEqual([]);
  });

  test('what is too large, minified or not code is said, not guessed', () => {
    expect(parseSource({ path: 'a.ts', text: ' '.repeat(500_000) })).toEqual({
      ok: false,
      because: 'it is too large',
    });
    expect(parseSource({ path: 'a.js', text: 'a();'.repeat(3_000) })).toEqual({
      ok: false,
      because: 'it is minified',
    });
    expect(parseSource({ path: 'a.js', text: 'const = ;;; <<<' })).toMatchObject({ ok: false });
  });
});

test.each([
  ["const key = 'sk-proj-abcdEFGH1234567890abcd';", "const key = 'sk-p…';"],
  ['fetch(url, { headers: { apiKey: "hunter2" } })', 'fetch(url, { headers: { apiKey: "…" } })'],
  ['await prisma.conversationParticipant.findUnique()', 'await prisma.conversationParticipant.findUnique()'],
  ['a\u0007b', 'a b'],
])('masks %s', (line, expected) => {
  expect(masked(line)).toBe(expected);
});
