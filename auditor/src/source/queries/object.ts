import { asCall, bare, chainOf, textOf, valueAt, type Node } from '../syntax.ts';
import { chosenBy, fromObject, fromOperators } from './condition.ts';
import type { Query } from './query.ts';

/** Prisma, Sequelize, TypeORM and Drizzle's relational queries: `….findFirst({ where: … })`. */
const WITH_WHERE =
  /^(?:find(?:Unique|First|One|Many|All|AndCountAll|OneOrFail|UniqueOrThrow|FirstOrThrow)?|update|updateMany|delete|deleteMany|upsert|destroy|count|aggregate)$/;
/** Mongoose and the MongoDB driver: the condition is the first argument. */
const WITH_FILTER =
  /^(?:findOne|find|updateOne|updateMany|deleteOne|deleteMany|findOneAndUpdate|findOneAndDelete|findOneAndReplace|findOneAndRemove|replaceOne|exists|countDocuments|findOneBy|findOneByOrFail|findBy)$/;
/** Mongoose and Sequelize: the id itself is the first argument. */
const BY_ID = /^(?:findById|findByIdAndUpdate|findByIdAndDelete|findByIdAndRemove|findByPk)$/;

/** A query whose condition is written as an object, or that takes the id itself. */
export function objectQuery(node: Node): Query | undefined {
  const call = asCall(node);
  const [first] = call?.args ?? [];
  if (call === undefined || first === undefined || node.type === 'NewExpression') return undefined;
  const chain = chainOf(call.callee);
  const method = chain.at(-1) ?? '';
  const what = chain.join('.');
  if (BY_ID.test(method) && isModel(chain))
    return { node, what, ids: [first], columns: ['id'], scoped: false };
  const where = valueAt(first, 'where');
  if (where !== undefined && chain.length > 1 && WITH_WHERE.test(method)) {
    const condition = bare(where).type === 'ObjectExpression' ? fromObject(where) : fromOperators(where);
    return { node, what, ...chosenBy(condition) };
  }
  if (!WITH_FILTER.test(method) || bare(first).type !== 'ObjectExpression') return undefined;
  if (!isModel(chain) && !isCollection(call.callee) && !/By(?:OrFail)?$/.test(method)) return undefined;
  return { node, what, ...chosenBy(fromObject(first)) };
}

/** `Note.findById` and `this.noteModel.findById`, not a service of one's own with methods of these names. */
function isModel(chain: readonly string[]): boolean {
  const owner = chain.at(-2) ?? '';
  return /^[A-Z]\w*[a-z]/.test(owner) || /(?:Model|Collection)$/.test(owner);
}

/** `db.collection('notes').findOne`. */
function isCollection(callee: Node): boolean {
  const inner = callee.type === 'MemberExpression' ? asCall(bare(callee.object)) : undefined;
  return (
    inner !== undefined &&
    chainOf(inner.callee).at(-1) === 'collection' &&
    textOf(inner.args[0]) !== undefined
  );
}
