import { hintAt, type Hint } from './hint.ts';
import type { Module } from './module.ts';
import type { Project } from './project.ts';
import { reachOf, sumOf } from './reach.ts';
import { routeName } from './judge-route.ts';
import { templateOf, type Route } from './routes/route.ts';
import { asCall, bare, chainOf, textOf, valueAt, walk, type Node } from './syntax.ts';

/** A role that is asked for in the browser: `user.role === 'admin' && …`, `isAdmin ? … : null`. */
const ROLE = /^(?:role|roles|userRole|isAdmin|isOwner|isStaff|isSuperuser|isModerator|permissions)$/;

/** Parts of one condition or text that are followed. */
const DEEPEST = 20;

/** Pages that hide something by role and call routes that do not ask for one. */
export function clientSideChecks(
  paths: readonly string[],
  routes: readonly Route[],
  project: Project,
): readonly Hint[] {
  return paths.flatMap((path) => {
    const text = project.textOf(path);
    if (
      !/\b(?:role|roles|is(?:Admin|Owner|Staff|Superuser|Moderator))\b/.test(text) ||
      !text.includes('/api/')
    )
      return [];
    const module = project.module(path);
    return module === undefined || isServer(module) ? [] : inComponent(module, routes, project);
  });
}

/** Components of the app router run on the server unless they say otherwise. */
function isServer({ directives, path, text }: Module): boolean {
  if (directives.includes('use client')) return false;
  return (
    directives.includes('use server') || !/\.[jt]sx$/.test(path) || !/\buse[A-Z]\w+\(|onClick=/.test(text)
  );
}

function inComponent(module: Module, routes: readonly Route[], project: Project): readonly Hint[] {
  let check: Node | undefined;
  const called = new Map<string, string>();
  walk(module.program, (node) => {
    if (check === undefined && hidesByRole(node)) check = node;
    const request = requestIn(node);
    if (request !== undefined) called.set(`${request.method} ${shape(request.path)}`, request.path);
  });
  const found = check;
  if (found === undefined) return [];
  return routes
    .filter((route) => called.has(`${route.method} ${shape(route.path)}`))
    .filter((route) => !asksForRole(route, project))
    .map((route) =>
      hintAt(module, found, {
        kind: 'client-side-check',
        what: `The page shows this by role, and ${routeName(route) ?? ''}, which it calls, does not ask for one: whoever calls it directly is not held back.`,
        route: `${route.method} ${route.path}`,
      }),
    );
}

/** A condition on a role that decides what is drawn. */
function hidesByRole(node: Node): boolean {
  if (node.type === 'LogicalExpression' && node.operator === '&&')
    return isRole(node.left) && draws(node.right);
  return (
    node.type === 'ConditionalExpression' &&
    isRole(node.test) &&
    (draws(node.consequent) || draws(node.alternate))
  );
}

function isRole(node: Node, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const inner = bare(node);
  if (inner.type === 'BinaryExpression') return isRole(inner.left, depth + 1);
  if (inner.type === 'LogicalExpression')
    return isRole(inner.left, depth + 1) || isRole(inner.right, depth + 1);
  const chain = chainOf(inner);
  const last = chain.at(-1) ?? '';
  return ROLE.test(last === 'includes' ? (chain.at(-2) ?? '') : last);
}

function draws(node: Node): boolean {
  const inner = bare(node);
  return inner.type === 'JSXElement' || inner.type === 'JSXFragment';
}

/** `fetch('/api/users/' + id, { method: 'DELETE' })`, `axios.delete(…)`. */
function requestIn(node: Node): { readonly method: string; readonly path: string } | undefined {
  const call = asCall(node);
  const [first, second] = call?.args ?? [];
  if (call === undefined || first === undefined) return undefined;
  const path = pathIn(first);
  if (path === undefined) return undefined;
  const last = chainOf(call.callee).at(-1) ?? '';
  const verb = /^(?:get|post|put|patch|delete)$/.test(last)
    ? last
    : (textOf(valueAt(second, 'method')) ?? 'GET');
  return { method: verb.toUpperCase(), path };
}

/** A path that is written out, with what is put into it as a parameter. */
function pathIn(node: Node, depth = 0): string | undefined {
  if (depth > DEEPEST) return undefined;
  const inner = bare(node);
  const text = textOf(inner);
  if (text !== undefined) return text.startsWith('/api/') ? (text.split('?')[0] ?? text) : undefined;
  if (inner.type === 'TemplateLiteral') {
    const whole = inner.quasis.map((one) => one.value.cooked ?? '').join('{x}');
    return whole.startsWith('/api/') ? (whole.split('?')[0] ?? whole) : undefined;
  }
  if (inner.type !== 'BinaryExpression' || inner.operator !== '+') return undefined;
  const left = pathIn(inner.left, depth + 1);
  return left === undefined ? undefined : `${left}{x}`;
}

function shape(path: string): string {
  return templateOf(path).replaceAll(/\{[^}]*\}/g, '{}');
}

function asksForRole(route: Route, project: Project): boolean {
  if (route.before === 'unclear') return true;
  return sumOf([...reachOf(route.pieces, project), ...route.inherited]).roles;
}
