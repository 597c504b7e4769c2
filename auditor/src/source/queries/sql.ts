import { asCall, bare, chainOf, type Node } from '../syntax.ts';
import { isOwnerKey } from '../guard-words.ts';
import { isIdColumn } from './condition.ts';
import type { Query } from './query.ts';

const RUNS =
  /^(?:query|execute|raw|all|get|run|one|any|none|oneOrNone|manyOrNone|prepare|unsafe|\$queryRaw|\$executeRaw|\$queryRawUnsafe|\$executeRawUnsafe|queryRaw|sql)$/;
/** Longer statements are reports, and are left alone. */
const LONGEST = 4_000;

/** SQL written out: sql`…` and `db.query('…', […])`. */
export function sqlQuery(node: Node): Query | undefined {
  if (node.type === 'TaggedTemplateExpression') {
    const tag = chainOf(node.tag).at(-1) ?? '';
    return /sql|raw/i.test(tag) ? read(node, pieces(node.quasi), node.quasi.expressions) : undefined;
  }
  const call = asCall(node);
  const [first, ...rest] = call?.args ?? [];
  if (call === undefined || first === undefined || !RUNS.test(chainOf(call.callee).at(-1) ?? ''))
    return undefined;
  const text = bare(first);
  if (text.type === 'StringLiteral') return read(node, [text.value], given(rest));
  if (text.type === 'TemplateLiteral') return read(node, pieces(text), [...text.expressions, ...given(rest)]);
  return undefined;
}

function pieces(quasi: Extract<Node, { type: 'TemplateLiteral' }>): readonly string[] {
  return quasi.quasis.map((one) => one.value.cooked ?? one.value.raw);
}

/** `[id]`, `{ id }` or the values themselves, as drivers take them. */
function given(args: readonly Node[]): readonly Node[] {
  return args.flatMap((one) => {
    const inner = bare(one);
    if (inner.type === 'ArrayExpression') return inner.elements.filter((element) => element !== null);
    return inner.type === 'ObjectExpression'
      ? inner.properties.flatMap((property) =>
          property.type === 'ObjectProperty' ? [bare(property.value)] : [],
        )
      : [inner];
  });
}

function read(node: Node, parts: readonly string[], values: readonly Node[]): Query | undefined {
  const text = parts.join('?').slice(0, LONGEST);
  const verb = /^\s*(select|update|delete)\b/i.exec(text)?.[1];
  const where = text.search(/\bwhere\b/i);
  if (verb === undefined || where === -1) return undefined;
  const condition = text.slice(where + 'where'.length);
  const compared = [
    ...condition.matchAll(/([A-Za-z_][\w.]{0,80})["`\]]?\s{0,8}(?:=|in\b|is\b|<|>|like\b|ilike\b)/gi),
  ];
  const columns = compared.map((match) => match[1]?.split('.').at(-1) ?? '');
  const ids = columns.filter(isIdColumn);
  const table = /\b(?:from|update)\s+["`[]?([A-Za-z_][\w.]{0,80})/i.exec(text)?.[1] ?? '';
  // A join or a sub-query may well bring the owner in.
  const unclear = /\bjoin\b|\bexists\b|\(\s*select\b|current_setting|auth\.uid/i.test(text);
  return {
    node,
    what: `${verb.toUpperCase()} ${table}`.trim(),
    ids: ids.length === 0 ? [] : values,
    columns: ids,
    scoped: unclear || columns.some(isOwnerKey),
  };
}
