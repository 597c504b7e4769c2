import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAst } from 'vitest/node';

interface Rule {
  /** Other folders of `auditor/src` it may import from; its own is always open to it. */
  readonly folders: readonly string[];
  readonly packages: readonly string[] | 'any';
  readonly node: readonly string[] | 'any';
  /** May use the network, the clock, randomness, timers and the process directly. */
  readonly world: boolean;
}

const PURE = { packages: [], node: [], world: false } as const;
const JUDGING = ['core', 'evidence'] as const;
/** What mail, names and certificates mean, for those who gather and those who judge. */
const ANALYSES = ['domain'] as const;
const BELOW = [
  ...JUDGING,
  ...ANALYSES,
  'checks',
  'fixes',
  'report',
  'profiles',
  'intake',
  'source',
  'secrets',
  'probes',
  'observers',
  'io',
];

/** Who may import whom. Everything that is not named here is refused, also a folder that has no line. */
const RULES: { readonly [owner: string]: Rule } = {
  core: { ...PURE, folders: [], packages: ['zod'] },
  evidence: { ...PURE, folders: ['core'], packages: ['zod'] },
  domain: { ...PURE, folders: ['core'], packages: ['tldts'] },
  checks: { ...PURE, folders: [...JUDGING, ...ANALYSES] },
  fixes: { ...PURE, folders: JUDGING },
  report: { ...PURE, folders: [...JUDGING, ...ANALYSES] },
  profiles: { ...PURE, folders: JUDGING },
  intake: {
    ...PURE,
    folders: ['core'],
    packages: ['zod', 'yaml', '@readme/openapi-parser', '@babel/parser'],
  },
  source: { ...PURE, folders: ['core'], packages: ['@babel/parser'] },
  secrets: { ...PURE, folders: [] },
  probes: { ...PURE, folders: ['core', 'evidence', 'domain', 'intake', 'source', 'secrets', 'io'] },
  observers: { ...PURE, folders: ['core', 'evidence', 'intake', 'secrets', 'io'] },
  io: {
    folders: ['core', 'evidence', 'intake', 'secrets', 'package.json'],
    packages: 'any',
    node: 'any',
    world: true,
  },
  // It hashes findings and names runs; whatever else it needs of the world it is given.
  'engine.ts': { ...PURE, folders: BELOW, node: ['node:crypto'] },
  // One run from beginning to end: it may look at the clock, files are written by io.
  run: { ...PURE, folders: [...BELOW, 'engine.ts'], packages: ['zod'], world: true },
  'index.ts': { ...PURE, folders: [...BELOW, 'engine.ts', 'run'] },
  cli: {
    folders: [
      'engine.ts',
      'run',
      'report',
      'fixes',
      'intake',
      'source',
      'domain',
      'profiles',
      'evidence',
      'core',
      'io',
      'package.json',
    ],
    packages: ['commander', 'picocolors', '@clack/prompts', 'zod'],
    node: ['node:path', 'node:process', 'node:tty', 'node:url', 'node:util'],
    world: true,
  },
};

/** What reaches the network, the clock, chance or the process without an import. */
const WORLD = new Set([
  'fetch',
  'process',
  'globalThis',
  'console',
  'crypto',
  'performance',
  'navigator',
  'WebSocket',
  'EventSource',
  'XMLHttpRequest',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'require',
  'Date.now',
  'new Date()',
  'Date()',
  'Math.random',
]);

const ROOT = join(import.meta.dirname, '../../..');

describe('who may import whom in auditor/src', () => {
  it.each([
    ['core/a.ts', "import { z } from 'yaml';", 'imports yaml'],
    ['core/a.ts', "import type { Lane } from '../io/lane.ts';", 'imports io/lane.ts'],
    ['core/a.ts', "import { readFile } from 'node:fs/promises';", 'imports node:fs/promises'],
    ['core/a.ts', "import fs from 'fs';", 'imports fs'],
    ['evidence/a.ts', "export * from '../checks/index.ts';", 'imports checks/index.ts'],
    ['checks/cors/a.ts', "export { call } from '../../probes/call.ts';", 'imports probes/call.ts'],
    ['checks/cors/a.ts', "const lane = await import('../../io/lane.ts');", 'imports io/lane.ts'],
    ['checks/cors/a.ts', "let lane: import('../../io/lane.ts').Lane;", 'imports io/lane.ts'],
    ['checks/cors/a.ts', 'const lane = await import(`../../io/${name}.ts`);', 'imports a computed path'],
    ['checks/cors/a.ts', "const answer = await fetch('https://example.com');", 'uses fetch'],
    ['checks/cors/a.ts', 'const tools = { fetch };', 'uses fetch'],
    ['checks/cors/a.ts', 'const now = Date.now();', 'uses Date.now'],
    ['checks/cors/a.ts', 'const now = new Date();', 'uses new Date()'],
    ['report/a.ts', 'const chance = Math.random();', 'uses Math.random'],
    ['report/a.ts', 'const width = process.stdout.columns;', 'uses process'],
    ['report/a.ts', "const width = globalThis['process'].stdout;", 'uses globalThis'],
    ['profiles/a.ts', "import '../engine.ts';", 'imports engine.ts'],
    ['intake/a.ts', "import { parse } from '../probes/parse.ts';", 'imports probes/parse.ts'],
    ['probes/a.ts', "import { CHECKS } from '../checks/index.ts';", 'imports checks/index.ts'],
    ['probes/a.ts', "import { request } from 'undici';", 'imports undici'],
    ['io/a.ts', "import { CHECKS } from '../checks/index.ts';", 'imports checks/index.ts'],
    ['engine.ts', "import { main } from './cli/main.ts';", 'imports cli/main.ts'],
    ['engine.ts', "import { readFile } from 'node:fs';", 'imports node:fs'],
    ['run/a.ts', "import { rmSync } from 'node:fs';", 'imports node:fs'],
    ['cli/a.ts', "import { CHECKS } from '../checks/index.ts';", 'imports checks/index.ts'],
    ['cli/a.ts', "import { rm } from 'node:fs';", 'imports node:fs'],
    [
      'core/a.ts',
      "import { shop } from '../../../chatbot/src/shop.ts';",
      'imports ../../chatbot/src/shop.ts',
    ],
    ['plugins/a.ts', 'export const none = 0;', 'has no rule'],
  ])('sees in %s: %s', (file, code, expected) => {
    expect(violations(file, code)).toEqual([`${file} ${expected}`]);
  });

  it.each([
    ['core/a.ts', "import * as z from 'zod'; import { b } from './b.ts';"],
    ['checks/cors/a.ts', "import { row } from '../../core/check.ts'; const day = new Date('2026-11-01');"],
    ['fixes/a.ts', 'const text = "import fs from \'node:fs\'; fetch(process.env.URL)"; // Date.now()'],
    ['fixes/a.ts', "const kit = `import { rateLimit } from 'express-rate-limit';`;"],
    ['report/a.ts', 'const { process: name } = { process: 1 }; export const steps = step.fetch.console;'],
    ['io/a.ts', "import { Agent } from 'undici'; import { connect } from 'node:tls'; setTimeout(stop, 1);"],
    ['cli/a.ts', "import version from '../../package.json' with { type: 'json' }; process.exit(0);"],
  ])('lets pass in %s: %s', (file, code) => {
    expect(violations(file, code)).toEqual([]);
  });

  it('holds for every file', () => {
    const files = sources('auditor/src').filter(({ file }) => !file.endsWith('.test.ts'));
    expect(files.length).toBeGreaterThan(10);
    expect(files.flatMap(({ file, code }) => violations(file, code))).toEqual([]);
  });
});

describe('auditor and reference chatbot', () => {
  const AUDITOR = /@launch-ready\/|\bchatbot\/src\b|\btestbed\//;
  const CHATBOT = /(?<!@)launch-ready(?!-chatbot)|\bauditor\/|\btestbed\//;

  it.each([
    [AUDITOR, "import { createChatbot } from '@launch-ready/chatbot';", true],
    [AUDITOR, "import { flaws } from '../../../testbed/flaws/index.ts';", true],
    [AUDITOR, "import { refusal } from './chatbot/refusal.ts';", false],
    [CHATBOT, "import { audit } from 'launch-ready';", true],
    [CHATBOT, "if (agent.startsWith('launch-ready/')) return;", true],
    [CHATBOT, "import { check } from '../../auditor/src/core/check.ts';", true],
    [CHATBOT, "export const name = '@launch-ready/chatbot';", false],
    [CHATBOT, "const cache = join(base, 'launch-ready-chatbot');", false],
  ])('%s on %s', (pattern, code, expected) => {
    expect(pattern.test(code)).toBe(expected);
  });

  it.each([
    ['auditor/src', AUDITOR],
    ['chatbot/src', CHATBOT],
  ])('%s does not know the other one', (folder, pattern) => {
    const files = sources(folder).filter(({ file }) => file !== 'core/architecture.test.ts');
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter(({ code }) => pattern.test(code)).map(({ file }) => file)).toEqual([]);
  });

  it.each([
    ['auditor', '@launch-ready/'],
    ['chatbot', 'launch-ready'],
  ])('%s does not depend on the other one', (workspace, prefix) => {
    const manifest = readFileSync(join(ROOT, workspace, 'package.json'), 'utf8');
    expect(manifest).toContain('"dependencies"');
    const after = manifest.slice(manifest.indexOf('"dependencies"'));
    expect(after).not.toContain(`"${prefix}`);
  });
});

/** What a file of `auditor/src` does that its rule does not allow. */
function violations(file: string, code: string): readonly string[] {
  const owner = ownerOf(file);
  const rule = RULES[owner];
  if (rule === undefined) return [`${file} has no rule`];
  const { imports, globals } = references(code);
  const foreign = imports.filter((path) => !mayImport(rule, owner, path, file));
  return [
    ...foreign.map((path) => `${file} imports ${path.startsWith('.') ? inside(file, path) : path}`),
    ...(rule.world ? [] : globals).map((name) => `${file} uses ${name}`),
  ];
}

function mayImport({ folders, packages, node }: Rule, owner: string, path: string, from: string): boolean {
  if (path.startsWith('.')) {
    const target = ownerOf(inside(from, path));
    return target === owner || folders.includes(target);
  }
  if (path.startsWith('node:')) return node === 'any' || node.includes(path);
  if (path === COMPUTED) return packages === 'any';
  const name = path
    .split('/')
    .slice(0, path.startsWith('@') ? 2 : 1)
    .join('/');
  return packages === 'any' || packages.includes(name);
}

/** A path relative to `auditor/src`; the package's own manifest beside it counts as a folder of its own. */
function inside(from: string, path: string): string {
  const target = posix.join(posix.dirname(from), path);
  return target === '../package.json' ? 'package.json' : target;
}

function ownerOf(file: string): string {
  return file.split('/')[0] ?? file;
}

const COMPUTED = 'a computed path';

interface References {
  readonly imports: string[];
  readonly globals: string[];
}

/** Every import of any form, also of types, and every use of the outside world, read from the syntax tree. */
function references(code: string): References {
  const found: References = { imports: [], globals: [] };
  visit(parseAst(code, { lang: 'ts' }), found);
  return found;
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Names that are written like a variable and are none. */
const NAMES = new Set(['key', 'property', 'imported', 'exported', 'label']);

function visit(value: unknown, found: References): void {
  if (Array.isArray(value)) return value.forEach((one) => visit(one, found));
  if (!isNode(value)) return;
  if (value.type === 'TSTypeQuery') return;
  if (isNode(value['source'])) found.imports.push(literalOf(value['source']));
  const used = useOf(value);
  if (used !== undefined && WORLD.has(used)) found.globals.push(used);
  for (const [field, child] of Object.entries(value)) {
    if (!NAMES.has(field) || value['computed'] === true) visit(child, found);
  }
}

function useOf(node: Node): string | undefined {
  if (node.type === 'Identifier') return String(node['name']);
  const { object, property, callee } = node;
  if (node.type === 'MemberExpression') return `${nameOf(object)}.${nameOf(property)}`;
  if (nameOf(callee) !== 'Date') return undefined;
  if (node.type === 'CallExpression') return 'Date()';
  return Array.isArray(node['arguments']) && node['arguments'].length === 0 ? 'new Date()' : undefined;
}

function nameOf(value: unknown): string {
  return isNode(value) && value.type === 'Identifier' ? String(value['name']) : '';
}

function literalOf(source: Node): string {
  return source.type === 'Literal' ? String(source['value']) : COMPUTED;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function sources(folder: string): readonly { readonly file: string; readonly code: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      file: file.replaceAll('\\', '/'),
      code: readFileSync(join(ROOT, folder, file), 'utf8'),
    }));
}
