import {
  asCall,
  asMember,
  bare,
  chainOf,
  isFunction,
  isNode,
  keyOf,
  walk,
  type FunctionNode,
  type Node,
} from './syntax.ts';
import { setOf } from './words.ts';

/** Where a value comes from, as far as one function shows it. */
export interface Scope {
  readonly node: Node;
  /** Which arguments came from outside; undefined for a handler, whose arguments all do. */
  readonly given?: readonly boolean[];
}

/** Arguments and fields that hold what the product itself found out about the caller, or its own tools. */
const TRUSTED =
  setOf(`user session auth locals claims currentUser actor principal identity viewer db prisma tx trx database res
  response reply next env services deps logger`);

/** Calls that hand on what they are given. */
const HANDS_ON =
  /^(?:parse|safeParse|parseAsync|safeParseAsync|validate|Number|String|parseInt|BigInt|ObjectId|toString|trim|toLowerCase|decodeURIComponent|await|json|get|getAll|param|query|formData|valid|text|body|eq|at|split|pop|use|UUID|fromEntries|Object|validateSync|cast|assert|create)$/;

/** Definitions that are followed for one value. */
const MOST_STEPS = 12;

/** True when a value is, or is read out of, what the caller sent. */
export function isFromOutside(value: Node, scope: Scope, steps = 0): boolean {
  if (steps > MOST_STEPS) return false;
  const next = (node: Node) => isFromOutside(node, scope, steps + 1);
  const inner = bare(value);
  const member = asMember(inner);
  if (member !== undefined) return !TRUSTED.has(member.name) && next(member.object);
  const call = asCall(inner);
  if (call !== undefined) {
    const name = chainOf(call.callee).at(-1) ?? '';
    if (!HANDS_ON.test(name)) return false;
    const carrier = asMember(call.callee)?.object;
    const isCaller = call.args.some((one) => one.type === 'StringLiteral' && TRUSTED.has(one.value));
    return !isCaller && ((carrier !== undefined && next(carrier)) || call.args.some(next));
  }
  if (inner.type === 'Identifier') return isNameFromOutside(inner.name, scope, steps);
  return partsOf(inner).some(next);
}

/** What a value is put together from. */
function partsOf(node: Node): readonly Node[] {
  if (node.type === 'TemplateLiteral') return node.expressions;
  if (node.type === 'LogicalExpression' || node.type === 'BinaryExpression') return [node.left, node.right];
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate];
  if (node.type === 'ObjectExpression')
    return node.properties.flatMap((one) => (one.type === 'ObjectProperty' ? [one.value] : []));
  if (node.type === 'ArrayExpression') return node.elements.filter((one) => one !== null);
  return node.type === 'SpreadElement' ? [node.argument] : [];
}

function isNameFromOutside(name: string, scope: Scope, steps: number): boolean {
  if (TRUSTED.has(name)) return false;
  const { values, parameters } = namesIn(scope.node);
  const value = values.get(name);
  if (value !== undefined) return isFromOutside(value, scope, steps + 1);
  const index = parameters.get(name);
  return index !== undefined && (scope.given === undefined || scope.given[index] === true);
}

interface Names {
  /** What local names were made from. */
  readonly values: ReadonlyMap<string, Node>;
  /** Names of the arguments, each with its place; what is taken out of one counts as that one. */
  readonly parameters: ReadonlyMap<string, number>;
}

const REMEMBERED = new WeakMap<Node, Names>();

export function namesIn(node: Node): Names {
  const known = REMEMBERED.get(node);
  if (known !== undefined) return known;
  const values = new Map<string, Node>();
  const parameters = new Map<string, number>();
  const [main] = functionsIn(node);
  for (const [index, parameter] of (main?.params ?? []).entries())
    for (const name of namesOf(parameter)) parameters.set(name, index);
  walk(node, (one) => {
    if (one.type !== 'VariableDeclarator' || !isNode(one.init)) return;
    for (const name of namesOf(one.id)) if (!values.has(name)) values.set(name, one.init);
  });
  const names = { values, parameters };
  REMEMBERED.set(node, names);
  return names;
}

/** The function itself, or the outermost ones in what it is wrapped into. */
function functionsIn(node: Node): readonly FunctionNode[] {
  const found: FunctionNode[] = [];
  walk(node, (one) => {
    if (!isFunction(one)) return true;
    found.push(one);
    return false;
  });
  return found;
}

/** Names that a pattern binds, without those that only the product itself can have put there: `({ user, params })`. */
function namesOf(pattern: Node): readonly string[] {
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type === 'AssignmentPattern') return namesOf(pattern.left);
  if (pattern.type === 'RestElement') return namesOf(pattern.argument);
  if (pattern.type === 'TSParameterProperty') return namesOf(pattern.parameter);
  if (pattern.type === 'ArrayPattern')
    return pattern.elements.flatMap((one) => (one === null ? [] : namesOf(one)));
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap((one) => {
    const key = keyOf(one);
    if (one.type !== 'ObjectProperty') return namesOf(one);
    return key === 'ctx' || TRUSTED.has(key ?? '') ? [] : namesOf(one.value);
  });
}
