import { isOwn, isReference, moduleOf, type Module, type Reference } from './module.ts';
import { parseSource, type SourceFile } from './parse.ts';
import type { Node } from './syntax.ts';

/** Something and the file that it stands in. */
export interface Found {
  readonly module: Module;
  readonly node: Node;
}

/** All files of a repository, parsed when they are first needed. */
export interface Project {
  readonly paths: readonly string[];
  /** The text, whether or not it is code that can be read. */
  readonly textOf: (path: string) => string;
  readonly module: (path: string) => Module | undefined;
  /** The file that an import means; undefined for packages and for what is not there. */
  readonly resolve: (from: Module, specifier: string) => Module | undefined;
  /** What a name of a file's top level stands for, through imports and files that pass things on. */
  readonly definition: (module: Module, name: string) => Found | undefined;
  /** What a file exports under a name. */
  readonly exported: (module: Module, name: string) => Found | undefined;
  /** Files that could not be read as code, with the reason. */
  readonly unread: ReadonlyMap<string, string>;
  readonly parsed: () => number;
}

const ENDINGS = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs'];
/** Folders that an alias such as `@/` most often stands for, below a folder above the importing file. */
const ALIAS_ROOTS = ['', 'src/', 'app/', 'lib/'];
/** Imports and re-exports that are followed for one name. */
const MOST_HOPS = 8;

export function createProject(files: readonly SourceFile[]): Project {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const byStem = stemsOf(byPath.keys());
  const packages = packagesOf(files);
  const modules = new Map<string, Module | undefined>();
  const unread = new Map<string, string>();

  function module(path: string): Module | undefined {
    if (modules.has(path)) return modules.get(path);
    const file = byPath.get(path);
    if (file === undefined) return undefined;
    const parsed = parseSource(file);
    if (!parsed.ok) unread.set(path, parsed.because);
    const made = parsed.ok ? moduleOf(file, parsed.program) : undefined;
    modules.set(path, made);
    return made;
  }

  /** The file that a path without an ending means; TypeScript writes `.js` for what is a `.ts`. */
  const existing = (path: string): string | undefined =>
    byPath.has(path) ? path : (byStem.get(path) ?? byStem.get(path.replace(/\.[cm]?jsx?$/, '')));

  const resolved = new Map<string, string | undefined>();

  function resolve(from: Module, specifier: string): Module | undefined {
    const folder = folderOf(from.path);
    const key = `${folder}|${specifier}`;
    if (!resolved.has(key))
      resolved.set(
        key,
        specifier.startsWith('.') ? existing(joined(folder, specifier)) : aliased(from.path, specifier),
      );
    const path = resolved.get(key);
    return path === undefined ? undefined : module(path);
  }

  /** Tells an alias from a package by what is there: no configuration is read. */
  function aliased(from: string, specifier: string): string | undefined {
    const [head = '', ...rest] = specifier.split('/');
    const scoped = specifier.startsWith('@') && head !== '@';
    const name = scoped ? `${head}/${rest[0] ?? ''}` : head;
    const folder = packages.get(name);
    if (folder !== undefined) {
      const inner = (scoped ? rest.slice(1) : rest).join('/');
      const tries = inner === '' ? ['src/index', 'index', 'src/main'] : [inner, `src/${inner}`];
      return tries.map((one) => existing(folder + one)).find((one) => one !== undefined);
    }
    const bare = head.replace(/^[@~#$]/, '');
    const inner = [...(bare === '' ? [] : [bare]), ...rest].join('/');
    if (inner === '' || (rest.length === 0 && bare === head)) return undefined;
    for (const above of foldersAbove(from)) {
      for (const root of ALIAS_ROOTS) {
        const found =
          existing(above + root + inner) ??
          (rest.length > 0 ? existing(above + root + rest.join('/')) : undefined);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  function definition(of: Module, name: string, hops = 0): Found | undefined {
    const own = of.locals.get(name);
    if (own !== undefined)
      return own.type === 'Identifier' && own.name !== name && hops < MOST_HOPS
        ? definition(of, own.name, hops + 1)
        : { module: of, node: own };
    const imported = of.imports.get(name);
    return imported === undefined ? undefined : follow(of, imported, hops);
  }

  function exported(of: Module, name: string, hops = 0): Found | undefined {
    if (hops > MOST_HOPS) return undefined;
    const value = of.exports.get(name);
    if (value !== undefined) {
      if (!isReference(value)) return { module: of, node: value };
      return isOwn(value) ? definition(of, value.name, hops + 1) : follow(of, value, hops);
    }
    for (const specifier of of.passesOn) {
      const next = resolve(of, specifier);
      const found = next === undefined ? undefined : exported(next, name, hops + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function follow(of: Module, { from, name }: Reference, hops: number): Found | undefined {
    const next = resolve(of, from);
    if (next === undefined || hops > MOST_HOPS) return undefined;
    return name === '*' ? { module: next, node: next.program } : exported(next, name, hops + 1);
  }

  return {
    paths: [...byPath.keys()].sort(),
    textOf: (path) => byPath.get(path)?.text ?? '',
    module,
    resolve,
    definition,
    exported,
    unread,
    parsed: () => [...modules.values()].filter((one) => one !== undefined).length,
  };
}

/** Files by their path without the ending, and folders by their index file. Of two the first ending wins, and a file a folder. */
function stemsOf(paths: Iterable<string>): ReadonlyMap<string, string> {
  const stems = new Map<string, string>();
  const ranked = [...paths].flatMap((path) => {
    const rank = ENDINGS.findIndex((ending) => path.endsWith(ending));
    return rank === -1 ? [] : [{ path, rank, stem: path.slice(0, -(ENDINGS[rank] ?? '').length) }];
  });
  ranked.sort((left, right) => left.rank - right.rank);
  for (const { path, stem } of ranked) if (!stems.has(stem)) stems.set(stem, path);
  for (const { path, stem } of ranked) {
    const folder = stem.endsWith('/index') ? stem.slice(0, -'/index'.length) : undefined;
    if (folder !== undefined && !stems.has(folder)) stems.set(folder, path);
  }
  return stems;
}

/** Folders of the repository's own packages, by name. */
function packagesOf(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(({ path, text }) => {
      if (!/(?:^|\/)package\.json$/.test(path)) return [];
      const name = /"name"\s*:\s*"([^"\n]{1,200})"/.exec(text)?.[1];
      return name === undefined ? [] : [[name, path.slice(0, -'package.json'.length)] as const];
    }),
  );
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** `a/b/`, `a/`, and the repository itself. */
function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return [...parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/')}/`), ''];
}

function joined(folder: string, relative: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
