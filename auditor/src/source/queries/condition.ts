import { isOwnerKey } from '../guard-words.ts';
import { asCall, asMember, bare, chainOf, isFunction, keyOf, textOf, type Node } from '../syntax.ts';
import { wordsOf } from '../words.ts';

/** A condition, column by column. */
export interface Condition {
  readonly columns: readonly { readonly name: string; readonly value: Node }[];
  /** Part of it cannot be read: it may well name the owner. */
  readonly unclear: boolean;
}

const UNCLEAR: Condition = { columns: [], unclear: true };
const NOTHING: Condition = { columns: [], unclear: false };

/** `id`, `_id`, `uuid`, `noteId`, `note_id`: a column that names one record. */
export function isIdColumn(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1);
  return !isOwnerKey(name) && (last === 'id' || last === 'uuid' || last === 'pk');
}

export function together(parts: readonly Condition[]): Condition {
  return {
    columns: parts.flatMap((one) => one.columns),
    unclear: parts.some((one) => one.unclear),
  };
}

/** What is known of a condition in the form that a query needs. */
export function chosenBy({ columns, unclear }: Condition): {
  ids: readonly Node[];
  columns: readonly string[];
  scoped: boolean;
} {
  const ids = columns.filter((one) => isIdColumn(one.name));
  return {
    ids: ids.map((one) => one.value),
    columns: ids.map((one) => one.name),
    scoped: unclear || columns.some((one) => isOwnerKey(one.name)),
  };
}

/** `{ id, deletedAt: null, AND: […] }`: names of columns, and names of relations with conditions of their own. */
export function fromObject(node: Node): Condition {
  const inner = bare(node);
  if (inner.type !== 'ObjectExpression') return UNCLEAR;
  return together(
    inner.properties.map((property) => {
      const name = keyOf(property);
      if (property.type !== 'ObjectProperty' || name === undefined) return UNCLEAR;
      const value = bare(property.value);
      if (value.type === 'ArrayExpression' && /^\$?(?:and|or)$/i.test(name))
        return together(value.elements.map((one) => (one === null ? NOTHING : fromObject(one))));
      const own = { columns: [{ name, value }], unclear: false };
      if (value.type !== 'ObjectExpression') return own;
      const below = fromObject(value);
      const operators = value.properties.every((one) =>
        /^(?:\$?(?:equals|eq|in|not|gt|lt|gte|lte|ne)|mode)$/.test(keyOf(one) ?? ''),
      );
      return operators
        ? { columns: below.columns.map((one) => ({ name, value: one.value })), unclear: false }
        : together([own, below]);
    }),
  );
}

const COMPARISONS = /^(?:eq|ne|gt|gte|lt|lte|like|ilike|inArray|notInArray|isNull|isNotNull|between)$/;

/** `and(eq(notes.id, id), eq(notes.userId, user.id))`, also behind `(t, { eq }) => …`. */
export function fromOperators(node: Node): Condition {
  const inner = bare(node);
  if (isFunction(inner)) return inner.body.type === 'BlockStatement' ? UNCLEAR : fromOperators(inner.body);
  const call = asCall(inner);
  if (call === undefined) return UNCLEAR;
  const name = chainOf(call.callee).at(-1) ?? '';
  if (name === 'and' || name === 'or' || name === 'not') {
    const parts = call.args.filter((one) => !isAbsent(one));
    return together(parts.map(fromOperators));
  }
  const [left, right] = call.args;
  const column = left === undefined ? undefined : asMember(bare(left))?.name;
  if (!COMPARISONS.test(name) || column === undefined) return UNCLEAR;
  return { columns: [{ name: column, value: right ?? inner }], unclear: false };
}

function isAbsent(node: Node): boolean {
  return node.type === 'Identifier' && node.name === 'undefined';
}

/** `where('id', '=', id)`, `where({ id })`, `where(eq(…))`. */
export function fromArguments(args: readonly Node[]): Condition {
  const [first] = args;
  const value = args.at(-1);
  if (first === undefined || value === undefined) return UNCLEAR;
  const column = textOf(first);
  if (column !== undefined)
    return args.length > 1
      ? { columns: [{ name: column.split('.').at(-1) ?? column, value }], unclear: false }
      : UNCLEAR;
  return bare(first).type === 'ObjectExpression' ? fromObject(first) : fromOperators(first);
}
