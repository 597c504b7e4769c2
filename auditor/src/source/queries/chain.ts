import { asCall, asMember, bare, chainOf, MOST_LINKS, rootOf, textOf, type Node } from '../syntax.ts';
import { chosenBy, fromArguments, fromObject, together, type Condition } from './condition.ts';
import type { Query } from './query.ts';

interface Step {
  readonly name: string;
  readonly args: readonly Node[];
}

const BEGINS = /^(?:from|selectFrom|updateTable|deleteFrom|update|delete|table|into|del)$/;
const WHERE = /^(?:where|andWhere|filterWhere)$/;
/** Steps that may bring the owner in where it cannot be read here. */
const UNREADABLE = /join|whereRaw|havingRaw|orWhere|whereIn|whereExists|whereRef|modify|\$if|using|with/i;

/** Drizzle, Kysely and Knex (`….where(…)`) and Supabase (`.from('notes').select().eq('id', id)`), seen as a whole chain. */
export function chainQuery(node: Node, inChain: Set<Node>): Query | undefined {
  if (asCall(node) === undefined || inChain.has(node)) return undefined;
  const steps = stepsOf(node, inChain);
  const wheres = steps.filter((one) => WHERE.test(one.name));
  if (wheres.length > 0 && isTable(steps, node)) {
    const unclear = steps.some((one) => UNREADABLE.test(one.name));
    const condition = together([...wheres.map((one) => fromArguments(one.args)), { columns: [], unclear }]);
    return { node, what: described(node, steps), ...chosenBy(condition) };
  }
  return supabaseQuery(node, steps);
}

/** The calls of a chain from its root on: `db.select().from(notes)` is select, from. */
function stepsOf(node: Node, inChain: Set<Node>): readonly Step[] {
  const steps: Step[] = [];
  let inner = bare(node);
  for (let link = 0; link < MOST_LINKS; link += 1) {
    const call = asCall(inner);
    const member = asMember(call?.callee ?? inner);
    if (call !== undefined) {
      inChain.add(inner);
      steps.push({ name: member?.name ?? chainOf(call.callee).at(-1) ?? '', args: call.args });
    }
    if (member === undefined) break;
    inner = member.object;
  }
  return steps.reverse();
}

/** Something that names a table: `from(notes)`, `updateTable('notes')`, or Knex's `db('notes')`. */
function isTable(steps: readonly Step[], node: Node): boolean {
  const [first] = steps;
  const knex =
    first !== undefined &&
    steps.length > 1 &&
    textOf(first.args[0]) !== undefined &&
    rootOf(node).type === 'Identifier';
  return steps.some((one) => BEGINS.test(one.name)) || knex;
}

const FILTERS = /^(?:eq|match|filter|in|or|is|contains)$/;
const ACTS = /^(?:select|update|delete|upsert)$/;

function supabaseQuery(node: Node, steps: readonly Step[]): Query | undefined {
  const table = steps.find((one) => one.name === 'from' && textOf(one.args[0]) !== undefined);
  const filters = steps.filter((one) => FILTERS.test(one.name));
  if (table === undefined || filters.length === 0 || !steps.some((one) => ACTS.test(one.name)))
    return undefined;
  const parts = filters.map((one): Condition => {
    if (one.name === 'match' && one.args[0] !== undefined) return fromObject(one.args[0]);
    return one.name === 'or' ? { columns: [], unclear: true } : fromArguments(one.args);
  });
  return { node, what: described(node, steps), ...chosenBy(together(parts)), client: rootOf(node) };
}

function described(node: Node, steps: readonly Step[]): string {
  const [root = ''] = chainOf(node);
  const named = steps.map(({ name, args }) => {
    const table =
      BEGINS.test(name) && args[0] !== undefined ? (textOf(args[0]) ?? chainOf(args[0]).join('.')) : '';
    return `${name}(${table})`;
  });
  return [root, ...named.slice(0, 3)].join('.').slice(0, 100);
}
