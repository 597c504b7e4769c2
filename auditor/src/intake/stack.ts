import { UNKNOWN_STACK, type Framework, type Part, type Stack } from '../core/stack.ts';

/** A file of the repository. Of files that only have to be there, the text does not matter. */
interface NamedText {
  readonly path: string;
  readonly text: string;
}

/** Names that tell what a repository is built with. Globs are not needed: each stands at the top, or one or two folders below it. */
export const TELLING = [
  'package.json',
  'pyproject.toml',
  'requirements.txt',
  'next.config.js',
  'next.config.mjs',
  'next.config.ts',
  'tsconfig.json',
  'Caddyfile',
  'nginx.conf',
  'compose.yaml',
  'compose.yml',
  'docker-compose.yaml',
  'docker-compose.yml',
  'supabase/config.toml',
] as const;

/** Folders in which an app of a larger repository is looked for, after the top. */
export const APP_FOLDERS = ['', 'api/', 'server/', 'backend/', 'app/', 'web/', 'apps/api/', 'apps/web/'];

/** A framework that answers requests itself is told before the one that it may be built into. */
const NPM: readonly (readonly [name: string, framework: Framework])[] = [
  ['next', 'nextjs'],
  ['fastify', 'fastify'],
  ['hono', 'hono'],
  ['express', 'express'],
];

/** Tells the stack from the files that name it; the first that says something counts, so give the nearest to the top first. */
export function stackOf(files: readonly NamedText[]): Stack {
  const found = files.map((file) => ({ file, framework: frameworkIn(file) }));
  const first = found.find((one) => one.framework !== undefined);
  const parts = files.flatMap((file) => partsIn(file).map((part) => ({ part, path: file.path })));
  return {
    framework: first?.framework ?? UNKNOWN_STACK.framework,
    folder: first === undefined ? '' : first.file.path.slice(0, first.file.path.lastIndexOf('/') + 1),
    typescript: files.some(({ path }) => path.endsWith('tsconfig.json')),
    parts: [...new Set(parts.map((one) => one.part))],
    seenIn: [
      ...new Set([...(first === undefined ? [] : [first.file.path]), ...parts.map((one) => one.path)]),
    ],
  };
}

function frameworkIn({ path, text }: NamedText): Framework | undefined {
  if (/(?:^|\/)next\.config\.\w+$/u.test(path)) return 'nextjs';
  if (/(?:pyproject\.toml|requirements\.txt)$/u.test(path))
    return /^[\s"']*fastapi\b/imu.test(text) ? 'fastapi' : undefined;
  if (!path.endsWith('package.json')) return undefined;
  const names = dependenciesIn(text);
  return NPM.find(([name]) => names.has(name))?.[1];
}

function partsIn({ path, text }: NamedText): readonly Part[] {
  if (path.endsWith('Caddyfile')) return ['caddy'];
  if (path.endsWith('nginx.conf')) return ['nginx'];
  if (path.endsWith('supabase/config.toml')) return ['supabase', 'postgres'];
  if (/compose\.ya?ml$/u.test(path))
    return /\bpostgres\b/u.test(text) ? ['compose', 'postgres'] : ['compose'];
  if (/(?:pyproject\.toml|requirements\.txt)$/u.test(path))
    return /\b(?:psycopg2?|asyncpg)\b/u.test(text) ? ['postgres'] : [];
  if (!path.endsWith('package.json')) return [];
  const names = dependenciesIn(text);
  if (names.has('@supabase/supabase-js')) return ['supabase', 'postgres'];
  return names.has('pg') || names.has('postgres') ? ['postgres'] : [];
}

/** None where the file is no JSON: a broken manifest is somebody else's finding. */
function dependenciesIn(text: string): ReadonlySet<string> {
  try {
    const manifest: unknown = JSON.parse(text);
    return new Set(['dependencies', 'devDependencies'].flatMap((key) => namesAt(manifest, key)));
  } catch {
    return new Set();
  }
}

function namesAt(manifest: unknown, key: string): readonly string[] {
  if (typeof manifest !== 'object' || manifest === null || !(key in manifest)) return [];
  const value: unknown = Object.entries(manifest).find(([name]) => name === key)?.[1];
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
