import type { Operation } from '../core/operation.ts';
import type { Hint } from './hint.ts';

interface SourceRoute {
  readonly id: string;
}

type Known = Pick<Operation, 'id' | 'method' | 'path' | 'declared'>;

/** Finds the operation that a route of the source is, or undefined. */
export type Aim = (route: string) => Known | undefined;

/**
 * Aims at operations. Their paths are below the API's address, those of the source as the framework sees them: a prefix that
 * one of them lacks is let go, as long as only one operation fits.
 *
 * @param prefix path of the API's address, `/v1`; empty when it has none
 */
export function aimAt(operations: readonly Known[], prefix: string): Aim {
  const shapes = operations.map((operation) => ({
    operation,
    method: operation.method,
    short: shapeOf(operation.path),
    long: shapeOf(prefix + operation.path),
  }));
  return (route) => {
    const [method = '', path = ''] = route.split(' ');
    const shape = shapeOf(path);
    const fitting = shapes.filter((one) => method === 'ALL' || one.method === method);
    const exact = fitting.find((one) => one.long === shape || one.short === shape);
    if (exact !== undefined) return exact.operation;
    const [only, ...others] = fitting.filter(
      (one) => endsWith(one.long, shape) || endsWith(shape, one.short),
    );
    return others.length === 0 ? only?.operation : undefined;
  };
}

/** The path of the API's address, without a slash at its end. */
export function pathOf(api: string | undefined): string {
  return api === undefined ? '' : new URL(api).pathname.replace(/\/$/, '');
}

/** Hints with the operation that each is about. What is declared public need not ask who is calling. */
export function aimedHints<H extends Pick<Hint, 'kind' | 'route'>>(
  hints: readonly H[],
  aim: Aim,
): readonly { readonly hint: H; readonly operation?: string }[] {
  return hints.flatMap((hint) => {
    const operation = hint.route === undefined ? undefined : aim(hint.route);
    const isAboutGuards = hint.kind === 'route-without-guard' || hint.kind === 'middleware-only-auth';
    if (operation?.declared === 'public' && isAboutGuards) return [];
    return [operation === undefined ? { hint } : { hint, operation: operation.id }];
  });
}

/** Routes that only the source knows, each once. */
export function unlistedRoutes<R extends SourceRoute>(routes: readonly R[], aim: Aim): readonly R[] {
  const seen = new Set<string>();
  return routes.filter((route) => {
    if (seen.has(route.id) || aim(route.id) !== undefined) return false;
    seen.add(route.id);
    return true;
  });
}

/** The path without the names of its parameters. */
function shapeOf(path: string): string {
  return `/${path
    .split('/')
    .filter((one) => one !== '')
    .map((one) => (one.startsWith('{') ? '{}' : one))
    .join('/')}`;
}

/** Two segments in common are the least: `/{}` alone ends everything. */
function endsWith(path: string, end: string): boolean {
  return end.split('/').length > 2 && path.endsWith(end) && !/^\/\{\}(?:\/\{\})*$/.test(end);
}
