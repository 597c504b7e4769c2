import type { Module } from '../module.ts';
import { required } from '../module.ts';
import { namesIn } from '../origin.ts';
import type { Project } from '../project.ts';
import {
  asCall,
  asMember,
  bare,
  chainOf,
  children,
  isFunction,
  isNode,
  rootOf,
  walk,
  type Call,
  type FunctionNode,
  type Node,
} from '../syntax.ts';

/** A call on a router, such as `app.get('/notes', …)`. The router is known by the node that makes it. */
export interface RouterCall {
  readonly module: Module;
  readonly router: Node;
  readonly name: string;
  readonly call: Call;
  /** The object of the call: `app.route('/notes')` in `app.route('/notes').get(…)`. */
  readonly on: Node;
  readonly functions: readonly FunctionNode[];
}

const MAKERS =
  /^(?:express|Router|Hono|OpenAPIHono|[fF]astify|Koa|KoaRouter|Elysia|polka|IttyRouter|AutoRouter|createApp|createRouter|createHono|createOpenAPIApp)$/;
/** Makers of what listens itself; the others may be mounted below something. */
const TOP = /^(?:express|[fF]astify|Koa|polka|Elysia)$/;
/** Links of a chain of routes, `new Hono().get(…).post(…)`, that are followed. */
const LONGEST_CHAIN = 1_000;
const NAMES = /^(?:app|router|server|fastify|instance|hono|api|koa|\w+(?:Router|App|Routes))$/;
const TYPES = /\b(?:Express|Application|Router|IRouter|FastifyInstance|Hono|OpenAPIHono|Koa)\b/;

/** Every call on something that is a router. */
export function routerCalls(module: Module, project: Project): readonly RouterCall[] {
  const found: RouterCall[] = [];
  const stack: { node: Node; functions: readonly FunctionNode[] }[] = [
    { node: module.program, functions: [] },
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node } = next;
    const functions = isFunction(node) ? [node, ...next.functions] : next.functions;
    const call = asCall(node);
    const member = call === undefined ? undefined : asMember(call.callee);
    const router = member === undefined ? undefined : routerOf(member.object, functions, module, project);
    if (call !== undefined && member !== undefined && router !== undefined)
      found.push({ module, router, name: member.name, call, on: member.object, functions });
    stack.push(...children(node).map((below) => ({ node: below, functions })));
  }
  return found.sort((left, right) => endOf(left) - endOf(right));
}

/** In a chain the calls begin at the same place and end one after the other. */
function endOf({ call }: RouterCall): number {
  return call.node.end ?? 0;
}

/** True for a router that nothing needs to mount. */
export function listensItself(router: Node): boolean {
  const call = asCall(router);
  return call !== undefined && TOP.test(chainOf(call.callee).at(-1) ?? '');
}

/** The router that an expression stands for: a name, a chain of calls, a function that returns or is given one. */
export function routerOf(
  node: Node,
  functions: readonly FunctionNode[],
  module: Module,
  project: Project,
  hops = 0,
): Node | undefined {
  if (hops > 6) return undefined;
  const made = makerIn(node);
  if (made !== undefined) return made;
  const inner = bare(node);
  const from = required(inner);
  if (from !== undefined) {
    const other = project.resolve(module, from);
    const found = other === undefined ? undefined : project.exported(other, 'default');
    return found === undefined ? undefined : fromDefinition(found.node, found.module, project, hops);
  }
  const root = rootOf(inner);
  if (root.type === 'ThisExpression') {
    const field = chainOf(inner)[1];
    return field !== undefined && NAMES.test(field) ? module.program : undefined;
  }
  if (root.type !== 'Identifier') return undefined;
  for (const [index, inside] of functions.entries()) {
    const { values, parameters } = namesIn(inside);
    const value = values.get(root.name);
    if (value !== undefined)
      return value === node
        ? undefined
        : routerOf(value, functions.slice(index + 1), module, project, hops + 1);
    const place = parameters.get(root.name);
    const parameter = place === undefined ? undefined : inside.params[place];
    if (parameter !== undefined) return isRouterParameter(parameter, module) ? parameter : undefined;
  }
  const found = project.definition(module, root.name);
  if (found === undefined || found.node === node) return undefined;
  return fromDefinition(found.node, found.module, project, hops);
}

function fromDefinition(node: Node, module: Module, project: Project, hops: number): Node | undefined {
  if (!isFunction(node)) return routerOf(node, [], module, project, hops + 1);
  const [first] = node.params;
  const returned = returnedBy(node);
  const made = returned === undefined ? undefined : routerOf(returned, [node], module, project, hops + 1);
  return made ?? (first !== undefined && isRouterParameter(first, module) ? first : undefined);
}

function returnedBy(node: FunctionNode): Node | undefined {
  if (node.body.type !== 'BlockStatement') return node.body;
  let last: Node | undefined;
  walk(node.body, (one) => {
    if (isFunction(one)) return false;
    if (one.type === 'ReturnStatement' && isNode(one.argument)) last = one.argument;
    return true;
  });
  return last;
}

function isRouterParameter(parameter: Node, module: Module): boolean {
  if (parameter.type !== 'Identifier') return false;
  const type = parameter.typeAnnotation;
  if (type !== null && type !== undefined)
    return TYPES.test(module.text.slice(type.start ?? 0, type.end ?? 0));
  return NAMES.test(parameter.name);
}

/** The innermost call of a chain, when it makes a router. */
function makerIn(node: Node): Node | undefined {
  let made: Node | undefined;
  let inner = bare(node);
  for (let link = 0; link < LONGEST_CHAIN; link += 1) {
    const call = asCall(inner);
    const member = asMember(call?.callee ?? inner);
    if (call !== undefined) {
      const name = member?.name ?? (call.callee.type === 'Identifier' ? call.callee.name : '');
      made = MAKERS.test(name) ? inner : undefined;
    }
    const next = member?.object ?? call?.callee;
    if (next === undefined) break;
    inner = next;
  }
  return made;
}
