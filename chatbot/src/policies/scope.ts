import type { QueryName } from '../data/queries.ts';
import type { Actor } from './facts.ts';

/** Which conditions a query adds on its own. */
export type Filter = { readonly workspace: boolean; readonly owner: boolean; readonly parent: boolean };

/** The two defences around every query: its own filter, and the database's row-level security. */
export type ScopePolicy = {
  readonly filter: (query: QueryName, actor: Actor) => Filter;
  readonly rowLevelSecurity: (query: QueryName, actor: Actor) => 'enforced' | 'bypassed';
  /** Who a new row belongs to; `body` is what the client sent. */
  readonly newOwner: (query: QueryName, actor: Actor, body: unknown) => RowOwner;
};

/** The workspace and the user that a row belongs to. */
export type RowOwner = { readonly workspaceId: string; readonly userId: string };

/** Every query filters, and the database would refuse if it did not. */
export const defaultScope: ScopePolicy = {
  filter: () => ({ workspace: true, owner: true, parent: true }),
  rowLevelSecurity: () => 'enforced',
  newOwner: (_query, { workspaceId, userId }) => ({ workspaceId, userId }),
};
