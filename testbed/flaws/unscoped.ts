import type { Actor, Policies, PolicyOverrides, QueryName } from '@launch-ready/chatbot';

interface Opening {
  /** The queries that lose their defences. */
  readonly queries: readonly QueryName[];
  /** For whom; everyone by default. */
  readonly to?: (actor: Actor) => boolean;
  /** Whether a child is also shown under a parent that is not its own. */
  readonly anyParent?: boolean;
}

/**
 * Takes both defences away from some queries: their own filter, and the database's row-level security behind it, which would
 * mask a missing filter.
 */
export function unscoped(
  { scope }: Policies,
  { queries, to = () => true, anyParent = false }: Opening,
): Pick<PolicyOverrides, 'scope'> {
  const isOpen = (query: QueryName, actor: Actor) => queries.includes(query) && to(actor);
  return {
    scope: {
      filter: (query, actor) =>
        isOpen(query, actor)
          ? { workspace: false, owner: false, parent: !anyParent }
          : scope.filter(query, actor),
      rowLevelSecurity: (query, actor) =>
        isOpen(query, actor) ? 'bypassed' : scope.rowLevelSecurity(query, actor),
    },
  };
}

/** A caller without any credential. */
export function isNobody(actor: Actor): boolean {
  return actor.credential === 'none';
}
