import { factsOf } from './facts.ts';
import { hintAt, type Hint } from './hint.ts';
import { isFromOutside } from './origin.ts';
import type { Project } from './project.ts';
import { isOpenAction, isOpenByNature } from './public-paths.ts';
import type { Query } from './queries/query.ts';
import { reachOf, sumOf, type Piece } from './reach.ts';
import { bypassesRowSecurity } from './row-security.ts';
import type { Route } from './routes/route.ts';
import { touchesData } from './touches.ts';

/** What one route makes suspicious, by itself. */
export function hintsOf(route: Route, project: Project): readonly Hint[] {
  const reach = reachOf(route.pieces, project);
  const isOpen = route.method === 'ACTION' ? isOpenAction(route.path) : isOpenByNature(route.path);
  if (isOpen || !touchesData(reach, project)) return [];
  const all = [...reach, ...route.inherited];
  const { asks } = sumOf(reach);
  const { owns, roles } = sumOf(all);
  return [...unguarded(route, asks), ...(owns || roles ? [] : unfiltered(route, reach, project))];
}

/** `GET /api/notes/{id}`; a server action has no address of its own. */
export function routeName({ method, path }: Route): string | undefined {
  return method === 'ACTION' ? undefined : `${method} ${path}`;
}

function unguarded(route: Route, asks: boolean): readonly Hint[] {
  if (asks || route.before === 'unclear') return [];
  const { module, node, framework } = route;
  const name = routeName(route);
  const named = name === undefined ? {} : { route: name };
  if (route.method === 'ACTION') {
    const what = `The server action ${route.path} does its work without asking who calls it; the browser can call it from anywhere, also past the page that shows it.`;
    return [hintAt(module, node, { kind: 'server-action-without-check', what })];
  }
  if (route.before === 'guard') {
    if (framework !== 'Next.js' && framework !== 'Next.js pages' && framework !== 'SvelteKit') return [];
    const what = `${name ?? ''} relies on the middleware alone: its handler does not ask who is calling, so a matcher that misses it leaves it open.`;
    return [hintAt(module, node, { kind: 'middleware-only-auth', what, ...named })];
  }
  const what = `Nothing in the handler of ${name ?? ''}, or before it, seems to ask who is calling.`;
  return [hintAt(module, node, { kind: 'route-without-guard', what, ...named })];
}

function unfiltered(route: Route, reach: readonly Piece[], project: Project): readonly Hint[] {
  const name = routeName(route);
  return reach.flatMap((piece) =>
    factsOf(piece.node)
      .queries.filter((query) => isByIdAlone(query, piece, project))
      .map((query) =>
        hintAt(piece.module, query.node, {
          kind: 'query-without-owner-filter',
          what: `${query.what} chooses by ${listed(query.columns)} alone, which the caller sends${name === undefined ? ` to the server action ${route.path}` : ` to ${name}`}: nothing on the way compares the owner or tenant.`,
          ...(name === undefined ? {} : { route: name }),
        }),
      ),
  );
}

function isByIdAlone(query: Query, piece: Piece, project: Project): boolean {
  if (query.scoped || query.ids.length === 0) return false;
  if (query.client !== undefined && !bypassesRowSecurity(query.client, piece, project)) return false;
  return query.ids.some((id) => isFromOutside(id, piece));
}

function listed(columns: readonly string[]): string {
  return [...new Set(columns)].slice(0, 3).join(' and ');
}
