import type { LeftOut } from '../core/cell.ts';
import type { Target } from '../core/target.ts';

/** What is not asked since there are more routes than `limits.routes`: told, or a sample would pass for the whole. */
export function beyondLimit(
  { limits }: Target,
  { kind, what, routes }: { readonly kind: string; readonly what: string; readonly routes: number },
): readonly LeftOut[] {
  const more = routes - limits.routes;
  if (more <= 0) return [];
  const because = `it was asked on ${limits.routes} routes, and ${more} more would answer to it`;
  return [{ kind, what, because, add: `limits: { routes: ${routes} }` }];
}
