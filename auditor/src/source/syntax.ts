import type { parse } from '@babel/parser';

export type Program = ReturnType<typeof parse>['program'];
type Statement = Program['body'][number];
type Expression = Extract<Statement, { readonly type: 'ExpressionStatement' }>['expression'];

type Kind<Type extends string> = Extract<Statement | Expression, { readonly type: Type }>;
type Property = Kind<'ObjectExpression'>['properties'][number];
type Class = Kind<'ClassDeclaration'>;
type Specifier =
  | Kind<'ImportDeclaration'>['specifiers'][number]
  | Kind<'ExportNamedDeclaration'>['specifiers'][number];
type Pattern = Kind<'VariableDeclaration'>['declarations'][number]['id'];

/** The kinds of syntax that are looked at by name; the tree holds others too, which are only walked through. */
export type Node =
  | Statement
  | Expression
  | Program
  | Property
  | Specifier
  | Pattern
  | Kind<'CallExpression'>['callee']
  | Kind<'CallExpression'>['arguments'][number]
  | Kind<'MemberExpression'>['object' | 'property']
  | Kind<'VariableDeclaration'>['declarations'][number]
  | Class['body']
  | Class['body']['body'][number]
  | Extract<Class['body']['body'][number], { readonly type: 'ClassMethod' }>['params'][number]
  | NonNullable<Class['decorators']>[number]
  | Kind<'FunctionDeclaration'>['params'][number]
  | Kind<'SwitchStatement'>['cases'][number]
  | Kind<'TemplateLiteral'>['quasis' | 'expressions'][number]
  | Kind<'JSXElement'>['openingElement']
  | Kind<'JSXElement'>['openingElement']['attributes'][number]
  | Extract<Kind<'JSXElement'>['children'][number], { readonly type: string }>;

export type Of<Type extends Node['type']> = Extract<Node, { readonly type: Type }>;

export type FunctionNode = Of<
  'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' | 'ObjectMethod' | 'ClassMethod'
>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
]);

export function isFunction(node: Node | undefined): node is FunctionNode {
  return node !== undefined && FUNCTIONS.has(node.type);
}

/** What carries no behaviour: places, comments, and types, whose names would be taken for calls. */
const SILENT = new Set([
  'type',
  'start',
  'end',
  'loc',
  'extra',
  'range',
  'errors',
  'leadingComments',
  'trailingComments',
  'innerComments',
  'typeAnnotation',
  'typeParameters',
  'typeArguments',
  'returnType',
  'superTypeParameters',
  'implements',
]);

/** The nodes directly below one, in the order of the fields. Millions of nodes pass through here: nothing is copied. */
export function children(node: Node): readonly Node[] {
  const below: Node[] = [];
  if (!hasFields(node)) return below;
  for (const field in node) {
    const value = node[field];
    if (typeof value !== 'object' || value === null || SILENT.has(field)) continue;
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) below.push(one);
    } else if (isNode(value)) below.push(value);
  }
  return below;
}

/** The parser's nodes are plain objects without inherited fields. */
function hasFields(node: object): node is { readonly [field: string]: unknown } {
  return !Array.isArray(node);
}

/** Visits a node and all below it; `false` from the visitor leaves out what is below. Does not recurse: depth is free. */
export function walk(root: Node, visit: (node: Node) => boolean | void): void {
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (visit(node) === false) continue;
    const below = children(node);
    for (let index = below.length - 1; index >= 0; index -= 1) {
      const child = below[index];
      if (child !== undefined) stack.push(child);
    }
  }
}

/** Takes off what changes nothing about a value: `await`, `as`, `!`, `satisfies`, parentheses. */
export function bare(node: Node): Node {
  let inner = node;
  for (;;) {
    if (inner.type === 'AwaitExpression') inner = inner.argument;
    else if (isWrapper(inner)) inner = inner.expression;
    else return inner;
  }
}

function isWrapper(
  node: Node,
): node is Of<
  'TSAsExpression' | 'TSNonNullExpression' | 'TSSatisfiesExpression' | 'ParenthesizedExpression'
> {
  return (
    node.type === 'TSAsExpression' ||
    node.type === 'TSNonNullExpression' ||
    node.type === 'TSSatisfiesExpression' ||
    node.type === 'ParenthesizedExpression'
  );
}

/** A call, optional or not, with what is called and with what; `new` too. */
export interface Call {
  readonly node: Node;
  readonly callee: Node;
  readonly args: readonly Node[];
}

export function asCall(node: Node): Call | undefined {
  if (
    node.type !== 'CallExpression' &&
    node.type !== 'OptionalCallExpression' &&
    node.type !== 'NewExpression'
  )
    return undefined;
  return { node, callee: bare(node.callee), args: node.arguments.filter(isNode) };
}

/** `object.name`, `object?.name` and `object['name']`. */
export interface Member {
  readonly object: Node;
  readonly name: string;
}

export function asMember(node: Node): Member | undefined {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
  const { property } = node;
  const name = node.computed ? textOf(property) : property.type === 'Identifier' ? property.name : undefined;
  return name === undefined ? undefined : { object: bare(node.object), name };
}

/** A text that is written out, without anything put into it. */
export function textOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  const inner = bare(node);
  if (inner.type === 'StringLiteral') return inner.value;
  if (inner.type === 'TemplateLiteral' && inner.expressions.length === 0)
    return inner.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The key of a property, a method or an attribute, when it is written out. */
export function keyOf(node: Node): string | undefined {
  if (node.type !== 'ObjectProperty' && node.type !== 'ObjectMethod' && node.type !== 'ClassMethod')
    return undefined;
  if (node.key.type === 'Identifier' && !node.computed) return node.key.name;
  return node.key.type === 'StringLiteral' ? node.key.value : undefined;
}

/** The value under a key of an object literal; a method is its own value. */
export function valueAt(object: Node | undefined, key: string): Node | undefined {
  if (object === undefined) return undefined;
  const inner = bare(object);
  if (inner.type !== 'ObjectExpression') return undefined;
  const property = inner.properties.find((one) => keyOf(one) === key);
  if (property === undefined) return undefined;
  return property.type === 'ObjectProperty' ? bare(property.value) : property;
}

/** Links of a chain that are followed. Longer ones are made to break whoever reads them. */
export const MOST_LINKS = 200;

/**
 * The words of a chain of names, from its root: `prisma.user.findMany` is `['prisma', 'user', 'findMany']`; calls are seen
 * through.
 */
export function chainOf(node: Node): readonly string[] {
  const names: string[] = [];
  let inner = bare(node);
  for (let link = 0; link < MOST_LINKS; link += 1) {
    const member = asMember(inner);
    if (member !== undefined) names.push(member.name);
    const next = member?.object ?? asCall(inner)?.callee;
    if (next === undefined) break;
    inner = next;
  }
  if (inner.type === 'Identifier') names.push(inner.name);
  else if (inner.type === 'ThisExpression') names.push('this');
  return names.reverse();
}

/** Where a chain of members and calls begins. */
export function rootOf(node: Node): Node {
  let inner = bare(node);
  for (let link = 0; link < MOST_LINKS; link += 1) {
    const next = asMember(inner)?.object ?? asCall(inner)?.callee;
    if (next === undefined) break;
    inner = next;
  }
  return inner;
}
