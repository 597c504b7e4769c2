import { hasAny, setOf, wordsOf } from '../words.ts';
import type { Module } from '../module.ts';
import type { Project } from '../project.ts';
import { reachOf, sumOf } from '../reach.ts';
import { asCall, asMember, bare, isFunction, keyOf, rootOf, walk } from '../syntax.ts';
import type { Route } from './route.ts';

const PUBLIC = setOf('public open anonymous base procedure unauthed unprotected');

/** tRPC: `publicProcedure.input(…).mutation(…)` inside routers. The address is that of the usual mount. */
export function procedureRoutes(path: string, project: Project): readonly Route[] {
  if (!/rocedure/.test(project.textOf(path))) return [];
  const module = project.module(path);
  if (module === undefined) return [];
  const routes: Route[] = [];
  walk(module.program, (node) => {
    if (node.type !== 'ObjectProperty') return;
    const call = asCall(bare(node.value));
    const kind = call === undefined ? undefined : asMember(call.callee)?.name;
    const name = keyOf(node);
    const handler = call?.args.at(0);
    if (call === undefined || name === undefined || handler === undefined || !isFunction(handler)) return;
    if (kind !== 'query' && kind !== 'mutation') return;
    const root = rootOf(call.node);
    if (root.type !== 'Identifier' || !/rocedure/.test(root.name)) return;
    routes.push({
      method: kind === 'query' ? 'GET' : 'POST',
      path: `/api/trpc/${prefixOf(path)}${name}`,
      framework: 'tRPC',
      module,
      node,
      // The whole chain: `.use(requireMember)` stands in it.
      pieces: [{ module, node: call.node }],
      ...before(root.name, module, project),
    });
  });
  return routes;
}

function before(name: string, module: Module, project: Project): Pick<Route, 'before' | 'inherited'> {
  const words = wordsOf(name);
  const isPublic = words.every((word) => PUBLIC.has(word));
  const found = project.definition(module, name);
  if (found === undefined) return { before: isPublic ? 'nothing' : 'guard', inherited: [] };
  const inherited = reachOf([found], project);
  const { asks, refuses } = sumOf(inherited);
  const named = !isPublic && !hasAny(words, PUBLIC_WORDS);
  const chained = rootOf(found.node);
  const parent = chained.type === 'Identifier' && chained.name !== name ? chained.name : undefined;
  const above =
    parent === undefined || !/rocedure/.test(parent) ? undefined : before(parent, found.module, project);
  if ((asks && refuses) || named || above?.before === 'guard')
    return { before: 'guard', inherited: [...inherited, ...(above?.inherited ?? [])] };
  return { before: 'nothing', inherited };
}

const PUBLIC_WORDS = setOf('public open anonymous base unauthed unprotected');

/** The file of a router is mostly named as the router: `routers/post.ts` holds `post`. */
function prefixOf(path: string): string {
  const name =
    path
      .split('/')
      .at(-1)
      ?.replace(/\.[cm]?[jt]sx?$/, '')
      .replace(/[.-]?router$/i, '') ?? '';
  return name === '' || /^(?:index|root|app|_app|trpc)$/.test(name) ? '' : `${name}.`;
}
