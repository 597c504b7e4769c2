import type { SourceFile } from './parse.ts';
import { asCall, asMember, bare, isNode, keyOf, textOf, type Node, type Of, type Program } from './syntax.ts';

/** A name that another file holds. `default` is its default export, `*` all of it. */
export interface Reference {
  readonly from: string;
  readonly name: string;
}

/** A file with what its top level names, brings in and hands out. */
export interface Module {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly imports: ReadonlyMap<string, Reference>;
  /** Functions, classes and values of the top level by name. */
  readonly locals: ReadonlyMap<string, Node>;
  /** What it exports: something of its own, or a name of its own or of another file. */
  readonly exports: ReadonlyMap<string, Node | Reference>;
  /** Files of which it passes everything on. */
  readonly passesOn: readonly string[];
  /** `use server`, `use client`. */
  readonly directives: readonly string[];
}

interface Draft {
  readonly imports: Map<string, Reference>;
  readonly locals: Map<string, Node>;
  readonly exports: Map<string, Node | Reference>;
  readonly passesOn: string[];
}

/** Where an exported name is found in the same file. */
const HERE = '';

export function moduleOf({ path, text }: SourceFile, program: Program): Module {
  const draft: Draft = { imports: new Map(), locals: new Map(), exports: new Map(), passesOn: [] };
  for (const statement of program.body) readStatement(statement, draft);
  return {
    path,
    text,
    program,
    ...draft,
    directives: program.directives.map((one) => one.value.value),
  };
}

export function isReference(value: Node | Reference): value is Reference {
  return 'from' in value && !isNode(value);
}

/** True for an export that only names something of the same file. */
export function isOwn({ from }: Reference): boolean {
  return from === HERE;
}

function readStatement(statement: Node, draft: Draft): void {
  if (statement.type === 'ImportDeclaration') readImport(statement, draft);
  else if (statement.type === 'ExportAllDeclaration') draft.passesOn.push(statement.source.value);
  else if (statement.type === 'ExportNamedDeclaration') readNamedExport(statement, draft);
  else if (statement.type === 'ExportDefaultDeclaration')
    readDefaultExport(bare(statement.declaration), draft);
  else if (statement.type === 'ExpressionStatement') readCommonExport(statement.expression, draft);
  else for (const [name, node] of declared(statement, draft)) draft.locals.set(name, node);
}

function readImport({ specifiers, source }: Of<'ImportDeclaration'>, draft: Draft): void {
  for (const one of specifiers) {
    const whole = one.type === 'ImportDefaultSpecifier' ? 'default' : '*';
    const name = one.type === 'ImportSpecifier' ? nameOf(one.imported) : whole;
    draft.imports.set(one.local.name, { from: source.value, name });
  }
}

function readDefaultExport(value: Node, draft: Draft): void {
  if ('id' in value && isNode(value.id) && value.id.type === 'Identifier')
    draft.locals.set(value.id.name, value);
  draft.exports.set('default', value.type === 'Identifier' ? { from: HERE, name: value.name } : value);
}

function readNamedExport(statement: Of<'ExportNamedDeclaration'>, draft: Draft): void {
  const from = statement.source?.value ?? HERE;
  for (const one of statement.specifiers) {
    if (one.type === 'ExportSpecifier')
      draft.exports.set(nameOf(one.exported), { from, name: nameOf(one.local) });
    else draft.exports.set(nameOf(one.exported), { from, name: '*' });
  }
  if (!isNode(statement.declaration)) return;
  for (const [name, node] of declared(statement.declaration, draft)) {
    draft.locals.set(name, node);
    draft.exports.set(name, node);
  }
}

/** What a declaration names. A destructured name stands for the whole value that it is taken from. */
function declared(statement: Node, draft: Draft): readonly (readonly [string, Node])[] {
  if (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration')
    return isNode(statement.id) ? [[statement.id.name, statement]] : [];
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }) => {
    if (!isNode(init)) return [];
    const value = bare(init);
    if (id.type === 'Identifier') {
      const from = required(value);
      if (from !== undefined) draft.imports.set(id.name, { from, name: 'default' });
      return from === undefined ? [[id.name, value] as const] : [];
    }
    if (id.type !== 'ObjectPattern') return [];
    const from = required(value);
    return id.properties.flatMap((property) => {
      const key = keyOf(property);
      if (property.type !== 'ObjectProperty' || key === undefined) return [];
      const local = property.value.type === 'Identifier' ? property.value.name : key;
      if (from !== undefined) draft.imports.set(local, { from, name: key });
      return from === undefined ? [[local, value] as const] : [];
    });
  });
}

/** `require('./x')` and `require('./x').default`. */
export function required(node: Node): string | undefined {
  const call = asCall(asMember(node)?.object ?? node);
  if (call === undefined || call.callee.type !== 'Identifier' || call.callee.name !== 'require')
    return undefined;
  return textOf(call.args[0]);
}

/** `module.exports = …`, `exports.name = …`, `module.exports.name = …`. */
function readCommonExport(expression: Node, draft: Draft): void {
  if (expression.type !== 'AssignmentExpression') return;
  const target = asMember(expression.left);
  if (target === undefined) return;
  const value = bare(expression.right);
  const exported = value.type === 'Identifier' ? { from: HERE, name: value.name } : value;
  const outer = asMember(target.object);
  const root = outer?.object ?? target.object;
  if (root.type !== 'Identifier') return;
  if (root.name === 'module' && target.name === 'exports' && outer === undefined) {
    draft.exports.set('default', exported);
    if (value.type !== 'ObjectExpression') return;
    for (const property of value.properties) {
      const key = keyOf(property);
      if (key === undefined) continue;
      const inner = property.type === 'ObjectProperty' ? bare(property.value) : property;
      draft.exports.set(key, inner.type === 'Identifier' ? { from: HERE, name: inner.name } : inner);
    }
  } else if (root.name === 'exports' || (root.name === 'module' && outer?.name === 'exports'))
    draft.exports.set(target.name, exported);
}

function nameOf(node: Of<'Identifier' | 'StringLiteral'>): string {
  return node.type === 'Identifier' ? node.name : node.value;
}
