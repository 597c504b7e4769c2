import { isReference, type Module } from '../module.ts';
import type { Project } from '../project.ts';
import { pieceOf, reachOf, sumOf } from '../reach.ts';
import { bare, chainOf, textOf, valueAt, type Node } from '../syntax.ts';
import type { Route } from './route.ts';

const NAMES = ['middleware', 'proxy', 'src/middleware', 'src/proxy', 'src/hooks.server', 'hooks.server'];
const ENDINGS = ['.ts', '.js', '.mts', '.mjs'];

const NOTHING: Pick<Route, 'before' | 'inherited'> = { before: 'nothing', inherited: [] };

/**
 * What the middleware of a Next.js or SvelteKit app does before a route. A matcher that is written in a way that is not
 * understood is taken to cover it.
 */
export function middlewareBefore(
  file: string,
  path: string,
  project: Project,
): Pick<Route, 'before' | 'inherited'> {
  const module = middlewareOf(file, project);
  if (module === undefined || !matches(module, path)) return NOTHING;
  const names = ['default', 'middleware', 'proxy', 'handle'];
  const passedOn = names.some((name) => {
    const value = module.exports.get(name);
    return value !== undefined && isReference(value) && /auth|clerk|kinde|session/i.test(value.from);
  });
  if (passedOn) return { before: 'guard', inherited: [] };
  for (const name of names) {
    const found = project.exported(module, name);
    if (found === undefined) continue;
    // Clerk's middleware without an argument recognises callers and turns nobody away.
    if (
      chainOf(found.node).at(-1) === 'clerkMiddleware' &&
      'arguments' in found.node &&
      found.node.arguments.length === 0
    )
      return NOTHING;
    const piece = pieceOf(found.node, { module: found.module }, project);
    if (piece === undefined) continue;
    const inherited = reachOf([piece], project);
    const { asks, refuses } = sumOf(inherited);
    if (asks && refuses) return { before: 'guard', inherited };
  }
  return NOTHING;
}

/** The middleware of the app that a route file belongs to. */
function middlewareOf(file: string, project: Project): Module | undefined {
  const root = /^(.*?)(?:src\/)?(?:app|pages|routes)\//.exec(file)?.[1] ?? '';
  for (const name of NAMES) {
    for (const ending of ENDINGS) {
      const module = project.module(root + name + ending);
      if (module !== undefined) return module;
    }
  }
  return undefined;
}

function matches(module: Module, path: string): boolean {
  const config = module.locals.get('config');
  const matcher = valueAt(config, 'matcher');
  if (matcher === undefined) return true;
  const patterns =
    matcher.type === 'ArrayExpression' ? matcher.elements.filter((one) => one !== null) : [matcher];
  return patterns.some((one) => covers(patternOf(one), path));
}

function patternOf(node: Node): string | undefined {
  return textOf(node) ?? textOf(valueAt(bare(node), 'source'));
}

/**
 * The two forms that matchers mostly have: a beginning, and everything but some beginnings. Patterns of the repository are
 * never run as regular expressions: one could be made to take for ever.
 */
function covers(pattern: string | undefined, path: string): boolean {
  if (pattern === undefined) return true;
  const without = /^\/\(\(\?!([^()]*)/.exec(pattern)?.[1];
  if (without !== undefined) {
    const beginnings = without
      .split('|')
      .map((one) => one.replaceAll(/[\\^$]/g, '').replace(/[.*+?].*$/, ''));
    return !beginnings.some((one) => one !== '' && path.slice(1).startsWith(one));
  }
  const beginning = pattern.replace(/\/?(?::\w+\*?|\(.*|\*.*|\[.*|\{.*).*$/, '');
  return beginning === pattern ? path === pattern : path === beginning || path.startsWith(`${beginning}/`);
}
