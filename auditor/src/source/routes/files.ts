import { isReference, type Module } from '../module.ts';
import type { Project } from '../project.ts';
import type { Piece } from '../reach.ts';
import { asCall, chainOf, isFunction, textOf, walk, type Node } from '../syntax.ts';
import { middlewareBefore } from './next-middleware.ts';
import { joinPaths, type Route } from './route.ts';

/** Frameworks in which the place of a file is the path. */
interface FileFramework {
  readonly framework: string;
  /** The path of the route, or undefined for a file that is none. */
  readonly pathOf: (file: string) => string | undefined;
  /** Names under which handlers are exported; `default` is one function for all methods. */
  readonly exports: readonly string[];
}

const HTTP = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const CODE = '\\.[cm]?[jt]sx?$';

const FRAMEWORKS: readonly FileFramework[] = [
  { framework: 'Next.js', pathOf: below(new RegExp(`(?:^|/)app/(?:(.*)/)?route${CODE}`)), exports: HTTP },
  {
    framework: 'Next.js pages',
    pathOf: (file) => new RegExp(`(?:^|/)pages/(api(?:/.*?)??)(?:/index)?${CODE}`).exec(file)?.[1],
    exports: ['default'],
  },
  {
    framework: 'SvelteKit',
    pathOf: below(new RegExp(`(?:^|/)routes/(?:(.*)/)?\\+server${CODE}`)),
    exports: HTTP,
  },
  { framework: 'Remix', pathOf: remixPath, exports: ['loader', 'action'] },
];

/** Routes whose path is that of their file. */
export function fileRoutes(path: string, project: Project): readonly Route[] {
  const framework = FRAMEWORKS.find((one) => one.pathOf(path) !== undefined);
  const inner = framework?.pathOf(path);
  const module = inner === undefined ? undefined : project.module(path);
  if (framework === undefined || inner === undefined || module === undefined) return [];
  if (framework.framework === 'Remix' && !/@remix-run|react-router/.test(module.text)) return [];
  const address = joinPaths(inner);
  return framework.exports.flatMap((name) => {
    const handler = handlerOf(module, name, project);
    if (handler === undefined) return [];
    return methodsOf(name, handler).map((method) => ({
      method,
      path: address,
      framework: framework.framework,
      module,
      node: placeOf(module, name) ?? handler.node,
      pieces: [handler],
      ...middlewareBefore(path, address, project),
    }));
  });
}

function handlerOf(module: Module, name: string, project: Project): Piece | undefined {
  const found = project.exported(module, name);
  if (found === undefined) return undefined;
  const { node } = found;
  // `export const { GET, POST } = handlers`: the library's own routes, which it looks after itself.
  return isFunction(node) || (asCall(node) !== undefined && !isLibraryHandler(node)) ? found : undefined;
}

function isLibraryHandler(node: Node): boolean {
  const name = chainOf(node).at(-1) ?? '';
  return /^(?:NextAuth|toNextJsHandler|createRouteHandler|serve|handle|handleAuth|createUploadthing|createNextRouteHandler|betterAuth|createYoga|startServerAndCreateNextHandler|createNextApiHandler)$/.test(
    name,
  );
}

/** Where the export is written, if it is in this file. */
function placeOf(module: Module, name: string): Node | undefined {
  const value = module.exports.get(name);
  return value === undefined || isReference(value) ? module.locals.get(name) : value;
}

/** One handler for all methods says itself which it serves: `if (req.method === 'POST')`, `case 'POST'`. */
function methodsOf(name: string, { node }: Piece): readonly string[] {
  if (name === 'loader') return ['GET'];
  if (name === 'action') return ['POST'];
  if (name !== 'default') return [name];
  const named = new Set<string>();
  walk(node, (one) => {
    const text = textOf(one);
    if (text !== undefined && HTTP.includes(text)) named.add(text);
  });
  // What stands in an `Allow` header or a refusal is named too; that is harmless here.
  return named.size === 0 ? ['GET'] : HTTP.filter((one) => named.has(one));
}

/** Drops what is no part of the address: `(groups)`, `@slots`; a `_private` folder has no routes. */
function below(pattern: RegExp): (file: string) => string | undefined {
  return (file) => {
    const match = pattern.exec(file);
    if (match === null) return undefined;
    const segments = (match[1] ?? '').split('/');
    if (segments.some((one) => one.startsWith('_'))) return undefined;
    return segments.filter((one) => !/^\(.*\)$|^@/.test(one)).join('/');
  };
}

/** `app/routes/notes.$id.tsx`; a leading `_` is a layout without a place in the address. */
function remixPath(file: string): string | undefined {
  const name = new RegExp(`(?:^|/)app/routes/(.*?)(?:/route)?${CODE}`).exec(file)?.[1];
  if (name === undefined) return undefined;
  const segments = name.split(/[./]/).filter((one) => !one.startsWith('_'));
  return segments.map((one) => one.replace(/_$/, '')).join('/');
}
