import { parse } from '@babel/parser';
import { METHODS, type Method, type Operation } from '../core/operation.ts';
import { isParam, segmentsOf } from './path-template.ts';

/** A path that a script of the front end names. */
export interface ScriptEndpoint {
  /** `/api/boards/{param}`: what is put in at run time is a parameter. */
  readonly path: string;
  /** When the call around it says so. */
  readonly method?: Method;
  readonly script: string;
  readonly line: number;
}

interface Script {
  readonly name: string;
  readonly text: string;
}

const MAX_LENGTH = 10 * 1024 * 1024;
const MOST_ENDPOINTS = 2_000;
/** Nested further, code is generated to do harm; minifiers chain some hundred commas. */
const DEEPEST = 3_000;

/** API paths in the text of scripts: in literals, templates and what is joined with `+`. Nothing is run. */
export function findScriptEndpoints(scripts: readonly Script[]): readonly ScriptEndpoint[] {
  const found = new Map<string, ScriptEndpoint>();
  for (const script of scripts) {
    for (const endpoint of endpointsIn(script)) {
      const key = `${endpoint.method ?? ''} ${endpoint.path}`;
      if (!found.has(key) && found.size < MOST_ENDPOINTS) found.set(key, endpoint);
    }
  }
  const known = [...found.values()];
  // A path without its method says no more than the same path with it.
  return known.filter(
    (one) =>
      one.method !== undefined ||
      !known.some((other) => other.method !== undefined && other.path === one.path),
  );
}

/** Endpoints that no operation covers. */
export function unlistedEndpoints(
  endpoints: readonly ScriptEndpoint[],
  operations: readonly Pick<Operation, 'method' | 'path'>[],
): readonly ScriptEndpoint[] {
  return endpoints.filter(
    (one) =>
      !operations.some(
        ({ method, path }) =>
          (one.method === undefined || one.method === method) && isSamePath(one.path, path),
      ),
  );
}

function isSamePath(left: string, right: string): boolean {
  const [mine, theirs] = [segmentsOf(left), segmentsOf(right)];
  return (
    mine.length === theirs.length &&
    mine.every((one, index) => one === theirs[index] || isParam(one) || isParam(theirs[index] ?? ''))
  );
}

function endpointsIn({ name, text }: Script): readonly ScriptEndpoint[] {
  if (text.length > MAX_LENGTH) return [];
  const tree = parsed(text);
  if (tree === undefined) return looselyIn(name, text);
  const found: ScriptEndpoint[] = [];
  // A stack of our own: minified code nests deeper than calls may.
  const open: { readonly node: Node; readonly method: Method | undefined; readonly depth: number }[] = [
    { node: tree, method: undefined, depth: 0 },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    const written = textOf(node);
    const path = written === undefined ? undefined : pathIn(written);
    if (path !== undefined) {
      const method = next.method === undefined ? {} : { method: next.method };
      found.push({ path, ...method, script: name, line: lineOf(node) });
      continue;
    }
    if (depth > DEEPEST) continue;
    const called = node.type === 'CallExpression' ? methodOf(node) : undefined;
    const first = called === undefined ? undefined : listIn(node['arguments'])[0];
    for (const child of childrenOf(node)) {
      const method = child === first ? called : isJoin(node) ? next.method : undefined;
      open.push({ node: child, method, depth: depth + 1 });
    }
  }
  return found;
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const QUOTED = /(["'`])(\/[^"'`\s\\]{1,300})\1/g;

/** What cannot be parsed, or nests deeper than the parser can follow, still holds its literals. */
function looselyIn(script: string, text: string): readonly ScriptEndpoint[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) =>
    [...line.matchAll(QUOTED)].flatMap(([, , written = '']) => {
      const path = pathIn(written.replaceAll(/\$\{[^{}]*\}/g, UNKNOWN));
      return path === undefined ? [] : [{ path, script, line: index + 1 }];
    }),
  );
}

/** Undefined for what is no script, and for nesting beyond the parser's stack. */
function parsed(text: string): Node | undefined {
  try {
    const file: unknown = parse(text, {
      sourceType: 'unambiguous',
      errorRecovery: true,
      allowReturnOutsideFunction: true,
      plugins: ['jsx'],
    });
    return isNode(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

const NO_CHILDREN = new Set([
  'loc',
  'start',
  'end',
  'leadingComments',
  'trailingComments',
  'innerComments',
  'comments',
  'errors',
  'tokens',
  'extra',
]);

function childrenOf(node: Node): readonly Node[] {
  return Object.entries(node).flatMap(([key, value]) =>
    NO_CHILDREN.has(key) ? [] : (Array.isArray(value) ? value : [value]).filter((one) => isNode(one)),
  );
}

function lineOf({ loc }: Node): number {
  const start = typeof loc === 'object' && loc !== null && 'start' in loc ? loc.start : undefined;
  const line = typeof start === 'object' && start !== null && 'line' in start ? start.line : undefined;
  return typeof line === 'number' ? line : 1;
}

const UNKNOWN = '{param}';

/** What a literal, a template or a sum of them says; what is only known at run time is a parameter. */
function textOf(node: Node): string | undefined {
  if (node.type === 'StringLiteral') return String(node['value']);
  if (node.type === 'TemplateLiteral') {
    return listIn(node['quasis'])
      .map((quasi) => (isNode(quasi) ? cooked(quasi['value']) : ''))
      .join(UNKNOWN);
  }
  if (!isJoin(node)) return undefined;
  const parts: string[] = [];
  let rest: unknown = node;
  while (isNode(rest) && isJoin(rest)) {
    parts.unshift(partOf(rest['right']));
    rest = rest['left'];
  }
  const text = [partOf(rest), ...parts].join('');
  return text.startsWith('/') ? text : undefined;
}

function isJoin(node: Node): boolean {
  return node.type === 'BinaryExpression' && node['operator'] === '+';
}

function partOf(value: unknown): string {
  return isNode(value) && !isJoin(value) ? (textOf(value) ?? UNKNOWN) : UNKNOWN;
}

function cooked(value: unknown): string {
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

/** `axios.post(…)`, `http.delete(…)`, `fetch(…, { method: 'PUT' })`. */
function methodOf(call: Node): Method | undefined {
  const { callee } = call;
  const name =
    isNode(callee) && isNode(callee['property']) ? String(callee['property']['name']).toUpperCase() : '';
  const named = METHODS.find((one) => one === name);
  if (named !== undefined) return named;
  const options = listIn(call['arguments'])[1];
  const properties = isNode(options) ? listIn(options['properties']) : [];
  const method = properties.find(
    (one) => isNode(one) && isNode(one['key']) && one['key']['name'] === 'method',
  );
  const value = isNode(method) && isNode(method['value']) ? textOf(method['value']) : undefined;
  return METHODS.find((one) => one === value?.toUpperCase());
}

/** Paths that name an interface rather than a page: by their first words. */
const API =
  /^\/(?:api|rest|rpc|trpc|graphql|gql|v\d+|_api|internal|backend|services?|ajax|admin\/api|auth|oauth)(?:\/|$)/i;
const PLAIN = /^\/[\w\-./~%@:+{}]*$/;
const FILE = /\.(?:m?js|css|map|png|jpe?g|gif|svg|ico|webp|woff2?|ttf|html?|json|xml|txt|md)$/i;

function pathIn(text: string): string | undefined {
  // A base address that is put in at run time stands before the path.
  const own = text.startsWith(`${UNKNOWN}/`) ? text.slice(UNKNOWN.length) : text;
  const [path = ''] = own.split(/[?#]/);
  if (path.length > 300 || !PLAIN.test(path) || !API.test(path) || FILE.test(path) || path.includes('//'))
    return undefined;
  const named = path.replaceAll(/\/:(\w+)/g, '/{$1}').replace(/(?<=.)\/+$/, '');
  // A bare prefix is what other paths are put together from.
  return segmentsOf(named).length < 2 && !/graphql|gql/i.test(named) ? undefined : named;
}
