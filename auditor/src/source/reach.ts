import { factsOf, type Facts } from './facts.ts';
import { isFromOutside } from './origin.ts';
import type { Found, Project } from './project.ts';
import {
  asCall,
  asMember,
  bare,
  chainOf,
  isFunction,
  keyOf,
  rootOf,
  valueAt,
  type Call,
  type Node,
  type Of,
} from './syntax.ts';
import type { Module } from './module.ts';

/** A function, or a call with functions in it, that a request gets to. */
export interface Piece extends Found {
  /** The class whose method it is. */
  readonly self?: Of<'ClassDeclaration'> | Of<'ClassExpression'>;
  /** Which of its arguments came from outside; undefined for a handler. */
  readonly given?: readonly boolean[];
}

/** Calls that are followed from a handler: its helpers, and theirs. */
const DEEPEST = 2;
const MOST_PIECES = 40;

/** The handler and the repository's own functions that it calls, nearest first. */
export function reachOf(start: readonly Piece[], project: Project): readonly Piece[] {
  const pieces: Piece[] = [];
  const seen = new Set<Node>();
  let level: readonly Piece[] = start;
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1) {
    const next: Piece[] = [];
    for (const piece of level) {
      if (seen.has(piece.node) || pieces.length >= MOST_PIECES) continue;
      seen.add(piece.node);
      pieces.push(piece);
      for (const call of factsOf(piece.node).calls) next.push(...calledBy(call, piece, project, depth === 0));
    }
    level = next;
  }
  return pieces;
}

/** What all pieces together do. */
export function sumOf(pieces: readonly Piece[]): Pick<Facts, 'asks' | 'refuses' | 'roles' | 'owns'> {
  const facts = pieces.map((piece) => factsOf(piece.node));
  return {
    asks: facts.some((one) => one.asks),
    refuses: facts.some((one) => one.refuses),
    roles: facts.some((one) => one.roles),
    owns: facts.some((one) => one.owns),
  };
}

/** The function that a name, a method or a wrapped function stands for. */
export function pieceOf(
  node: Node,
  from: Pick<Piece, 'module' | 'self'>,
  project: Project,
): Piece | undefined {
  const inner = bare(node);
  if (isFunction(inner) || asCall(inner) !== undefined) return { ...from, node: inner };
  if (inner.type === 'Identifier') {
    const found = project.definition(from.module, inner.name);
    return found === undefined || !holdsCode(found.node) ? undefined : found;
  }
  const member = asMember(inner);
  return member === undefined ? undefined : methodOf(member.object, member.name, from, project);
}

function calledBy(call: Call, piece: Piece, project: Project, isFirst: boolean): readonly Piece[] {
  const called = pieceOf(call.callee, piece, project);
  const given = call.args.map((one) => isFromOutside(one, piece));
  // A handler may be handed to what wraps it: `asyncHandler(getNote)`.
  const handed = isFirst
    ? call.args.flatMap((one) => (one.type === 'Identifier' ? (pieceOf(one, piece, project) ?? []) : []))
    : [];
  const isNew = called !== undefined && called.node !== call.callee && called.node !== call.node;
  return [...(isNew ? [{ ...called, given }] : []), ...handed];
}

/** `notes.read` where `notes` is a file, an object, a class or an instance; and `this.notes.read`. */
function methodOf(
  object: Node,
  name: string,
  from: Pick<Piece, 'module' | 'self'>,
  project: Project,
): Piece | undefined {
  if (object.type === 'ThisExpression')
    return from.self === undefined ? undefined : methodIn(from.self, name, from.module);
  const member = asMember(object);
  if (member?.object.type === 'ThisExpression') {
    const type = from.self === undefined ? undefined : typeOf(from.self, member.name);
    const found = type === undefined ? undefined : project.definition(from.module, type);
    return found === undefined ? undefined : ofValue(found, name, project);
  }
  if (object.type !== 'Identifier') return undefined;
  const found = project.definition(from.module, object.name);
  return found === undefined ? undefined : ofValue(found, name, project);
}

function ofValue({ module, node }: Found, name: string, project: Project): Piece | undefined {
  if (node.type === 'Program') return asPiece(project.exported(module, name));
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
    return methodIn(node, name, module);
  if (node.type === 'ObjectExpression') {
    const value = valueAt(node, name);
    return value === undefined ? undefined : pieceOf(value, { module }, project);
  }
  if (node.type !== 'NewExpression') return undefined;
  const root = rootOf(node);
  const made = root.type === 'Identifier' ? project.definition(module, root.name) : undefined;
  return made?.node.type === 'ClassDeclaration' ? methodIn(made.node, name, made.module) : undefined;
}

function asPiece(found: Found | undefined): Piece | undefined {
  return found !== undefined && holdsCode(found.node) ? found : undefined;
}

function methodIn(self: NonNullable<Piece['self']>, name: string, module: Module): Piece | undefined {
  const method = self.body.body.find((one) => one.type === 'ClassMethod' && keyOf(one) === name);
  return method === undefined ? undefined : { module, node: method, self };
}

/** The class that a constructor takes under a name: `constructor(private readonly notes: NotesService)`. */
function typeOf(self: NonNullable<Piece['self']>, name: string): string | undefined {
  for (const member of self.body.body) {
    if (member.type === 'ClassMethod' && member.kind === 'constructor') {
      for (const one of member.params) {
        const parameter = one.type === 'TSParameterProperty' ? one.parameter : one;
        if (parameter.type === 'Identifier' && parameter.name === name)
          return typeName(parameter.typeAnnotation);
      }
    }
    if (member.type === 'ClassProperty' && member.key.type === 'Identifier' && member.key.name === name) {
      const made = member.value === null || member.value === undefined ? undefined : rootOf(member.value);
      return made?.type === 'Identifier' ? made.name : typeName(member.typeAnnotation);
    }
  }
  return undefined;
}

function typeName(annotation: Of<'Identifier'>['typeAnnotation']): string | undefined {
  if (annotation?.type !== 'TSTypeAnnotation') return undefined;
  const type = annotation.typeAnnotation;
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier'
    ? type.typeName.name
    : undefined;
}

/** Functions, and calls that wrap them: `cache(async () => …)`; not values. */
function holdsCode(node: Node): boolean {
  return (
    isFunction(node) ||
    (asCall(node)?.args.some((one) => isFunction(one) || chainOf(one).length > 0) ?? false)
  );
}
