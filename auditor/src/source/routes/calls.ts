import { own } from '../../core/own.ts';
import { pieceOf, reachOf, type Piece } from '../reach.ts';
import type { Project } from '../project.ts';
import { asCall, asMember, bare, isFunction, textOf, valueAt, type Node } from '../syntax.ts';
import { guards } from './guards.ts';
import { joinPaths, templateOf, VERBS, type Route } from './route.ts';
import { listensItself, routerCalls, routerOf, type RouterCall } from './routers.ts';

/** Something that runs before the routes of a router: `router.use('/admin', requireUser)`. */
interface Use {
  readonly router: Node;
  readonly path: string;
  readonly pieces: readonly Piece[];
  readonly module: string;
  readonly at: number;
}

/** A router below another: `app.use('/notes', requireUser, notes)`. */
interface Mount extends Use {
  readonly child: Node;
}

/** A route with the router that it was registered on, before mounts are followed. */
interface Registered {
  readonly call: RouterCall;
  readonly method: string;
  readonly path: string;
  readonly handlers: readonly Node[];
}

/** Express, Fastify, Hono, Koa and the like: routes that calls register, with what routers and mounts put before them. */
export function calledRoutes(paths: readonly string[], project: Project): readonly Route[] {
  const calls = paths.flatMap((path) => {
    const module = project.module(path);
    return module === undefined ? [] : routerCalls(module, project);
  });
  const uses: Use[] = [];
  const mounts: Mount[] = [];
  const registered: Registered[] = [];
  for (const call of calls) {
    registered.push(...registeredBy(call));
    const { below, here } = mountedBy(call, project);
    mounts.push(...below);
    uses.push(...here);
  }
  const guarding = uses.filter((one) => guards(one.pieces, project));
  return registered.flatMap((one) => routesOf(one, { mounts, guarding, project }));
}

function registeredBy(call: RouterCall): readonly Registered[] {
  const { args } = call.call;
  const [first, second, ...rest] = args;
  if (first === undefined) return [];
  const verb = own(VERBS, call.name) ?? (call.name === 'all' ? 'ALL' : undefined);
  const path = textOf(first);
  if (verb !== undefined && path !== undefined)
    return isHandler(args.at(-1)) && args.length > 1
      ? [{ call, method: verb, path, handlers: args.slice(1) }]
      : [];
  // `app.route('/notes').get(list).post(create)`
  const routed = verb === undefined ? undefined : routedPath(call.on);
  if (verb !== undefined && routed !== undefined)
    return [{ call, method: verb, path: routed, handlers: args }];
  if (call.name === 'on') {
    const method = textOf(first)?.toUpperCase();
    const at = second === undefined ? undefined : textOf(second);
    return method === undefined || at === undefined ? [] : [{ call, method, path: at, handlers: rest }];
  }
  const [method, url] = [
    textOf(valueAt(first, 'method')),
    textOf(valueAt(first, 'url') ?? valueAt(first, 'path')),
  ];
  if (call.name === 'route' && method !== undefined && url !== undefined)
    return [{ call, method: method.toUpperCase(), path: url, handlers: [first] }];
  return [];
}

/** The path of `app.route('/notes')`, also behind verbs that were chained to it. */
function routedPath(node: Node): string | undefined {
  let inner = asCall(bare(node));
  for (let link = 0; link < MOST_VERBS && inner !== undefined; link += 1) {
    const member = asMember(inner.callee);
    if (member === undefined) return undefined;
    if (member.name === 'route' && inner.args.length === 1) return textOf(inner.args[0]);
    inner = asCall(member.object);
  }
  return undefined;
}

/** Verbs that one path may have. */
const MOST_VERBS = 10;

/** Settings such as `app.get('env')` and requests such as `api.get('/notes', { params })` are no routes. */
function isHandler(node: Node | undefined): boolean {
  if (node === undefined) return false;
  const inner = bare(node);
  return (
    isFunction(inner) ||
    asCall(inner) !== undefined ||
    /^(?:Identifier|MemberExpression|ArrayExpression)$/.test(inner.type)
  );
}

function mountedBy(call: RouterCall, project: Project): { below: readonly Mount[]; here: readonly Use[] } {
  const { module, router, name } = call;
  const none = { below: [], here: [] };
  const isMount = name === 'register' || name === 'route' || name === 'mount';
  if (name !== 'use' && name !== 'addHook' && name !== 'group' && !isMount) return none;
  const [first, ...rest] = call.call.args;
  if (first === undefined) return none;
  const text = textOf(first);
  const others = text === undefined ? [first, ...rest] : rest;
  if (name === 'route' && others.length === 0) return none;
  const prefix =
    name === 'register'
      ? (textOf(valueAt(rest.at(-1), 'prefix')) ?? '')
      : name === 'addHook'
        ? ''
        : (text ?? '');
  const at = call.call.node.end ?? 0;
  const common = { router, path: prefix, module: module.path, at };
  const children = others.flatMap(
    (one) => routerOf(one, call.functions, module, project) ?? functionRouter(one, name),
  );
  const before = others.filter((one) => routerOf(one, call.functions, module, project) === undefined);
  const pieces = before
    .flatMap((one) => partsOf(one))
    .map((one) => pieceOf(one, { module }, project) ?? { module, node: one });
  if (children.length > 0)
    return { below: children.map((child) => ({ ...common, child, pieces })), here: [] };
  // What a Fastify plug-in does to the routes beside it depends on whether it breaks out of its own context.
  return { below: [], here: pieces.length === 0 ? [] : [{ ...common, pieces }] };
}

/** `fastify.register(async (scope) => { scope.get(…) }, { prefix })` */
function functionRouter(node: Node, name: string): readonly Node[] {
  const inner = bare(node);
  const [first] = name === 'register' && isFunction(inner) ? inner.params : [];
  return first === undefined ? [] : [first];
}

/** Fastify's hooks of a single route, and what others call them. */
const HOOKS = [
  'preHandler',
  'onRequest',
  'preValidation',
  'preParsing',
  'beforeHandle',
  'middleware',
  'middlewares',
];

function partsOf(node: Node): readonly Node[] {
  const inner = bare(node);
  if (inner.type === 'ArrayExpression') return inner.elements.filter((one) => one !== null).flatMap(partsOf);
  if (inner.type !== 'ObjectExpression') return [inner];
  return [...HOOKS.flatMap((name) => partsOfValue(valueAt(inner, name))), inner];
}

function partsOfValue(node: Node | undefined): readonly Node[] {
  return node === undefined ? [] : partsOf(node);
}

interface Around {
  readonly mounts: readonly Mount[];
  readonly guarding: readonly Use[];
  readonly project: Project;
}

function routesOf({ call, method, path, handlers }: Registered, around: Around): readonly Route[] {
  const { module, router } = call;
  const pieces = handlers.flatMap(partsOf).flatMap((one): readonly Piece[] => {
    const found = pieceOf(one, { module }, around.project);
    // What wraps a handler counts too: `requireUser(listNotes)`.
    return found === undefined || found.node === one
      ? [{ module, node: one }]
      : [found, { module, node: one }];
  });
  const isGuarded = guards(pieces.slice(0, -1), around.project);
  const at = { module: module.path, position: call.call.node.end ?? 0 };
  return addressesOf(router, templateOf(path), at, around, 0).map(({ prefix, before, unclear }) => ({
    method,
    path: joinPaths(prefix, path),
    framework: 'router',
    module,
    node: call.call.args[0] ?? call.call.node,
    pieces,
    before: isGuarded || before.length > 0 ? 'guard' : unclear ? 'unclear' : 'nothing',
    inherited: before.flatMap((one) => reachOf(one.pieces, around.project)),
  }));
}

interface Address {
  readonly prefix: string;
  readonly before: readonly Use[];
  /** It is not seen where the router is mounted, so what stands before it is not known. */
  readonly unclear: boolean;
}

/** Where a router's routes end up: below each of its mounts, behind what stands there. */
function addressesOf(
  router: Node,
  path: string,
  at: { readonly module: string; readonly position: number },
  around: Around,
  depth: number,
): readonly Address[] {
  const before = around.guarding.filter(
    (one) =>
      one.router === router && covers(one.path, path) && (one.module !== at.module || one.at < at.position),
  );
  const own = prefixOf(router);
  const mounts = around.mounts.filter((one) => one.child === router).slice(0, 3);
  if (mounts.length === 0 || depth > 5)
    return [
      { prefix: own, before, unclear: !listensItself(router) && around.guarding.length > before.length },
    ];
  return mounts.flatMap((mount) => {
    const below = joinPaths(mount.path, own, path);
    const position = { module: mount.module, position: mount.at };
    const alongside = guards(mount.pieces, around.project) ? [mount] : [];
    return addressesOf(mount.router, below, position, around, depth + 1).map((outer) => ({
      prefix: joinPaths(outer.prefix, mount.path, own),
      before: [...before, ...alongside, ...outer.before],
      unclear: outer.unclear,
    }));
  });
}

/** `new Router({ prefix: '/notes' })` */
function prefixOf(router: Node): string {
  return textOf(valueAt(asCall(router)?.args[0], 'prefix')) ?? '';
}

/** True when what is put before `/admin/*` also stands before this path. */
function covers(pattern: string, path: string): boolean {
  const beginning = templateOf(pattern.replace(/\*.*$/, ''));
  return beginning === '/' || path === beginning || path.startsWith(`${beginning}/`);
}
