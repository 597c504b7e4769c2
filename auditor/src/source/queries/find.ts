import type { Node } from '../syntax.ts';
import { chainQuery } from './chain.ts';
import { objectQuery } from './object.ts';
import type { Query } from './query.ts';
import { sqlQuery } from './sql.ts';

/** The query that begins at a node. `inChain` remembers the inner calls of chains that were looked at as a whole. */
export function queryAt(node: Node, inChain: Set<Node>): Query | undefined {
  return sqlQuery(node) ?? objectQuery(node) ?? chainQuery(node, inChain);
}
