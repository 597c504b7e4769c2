import type { Project } from '../project.ts';
import { isCallerKey, isAboutRoles, asksByName } from '../guard-words.ts';
import { asCall, chainOf, isFunction, keyOf, textOf, valueAt, walk, type Node, type Of } from '../syntax.ts';
import { joinPaths, VERBS, type Route } from './route.ts';

const HANDLERS = ['handler', 'handle', 'run', 'execute', 'resolve', 'controller', 'action'];
const OPEN = /^(?:public|none|anonymous|anyone|open|optional|everyone|guest|unauthenticated|false)$/i;

/** Routes that are written down as objects: `{ method: 'GET', path: '/notes', access: 'member', handler }`. */
export function registryRoutes(path: string, project: Project): readonly Route[] {
  const text = project.textOf(path);
  if (
    !/\bmethod\b/.test(text) ||
    !/\b(?:path|url)\b/.test(text) ||
    !HANDLERS.some((one) => text.includes(one))
  )
    return [];
  const module = project.module(path);
  if (module === undefined) return [];
  const routes: Route[] = [];
  walk(module.program, (node) => {
    if (node.type !== 'ObjectExpression') return;
    const method = textOf(valueAt(node, 'method'))?.toLowerCase() ?? '';
    const address = textOf(valueAt(node, 'path') ?? valueAt(node, 'url'));
    const handler = HANDLERS.map((one) => valueAt(node, one)).find((one) => one !== undefined);
    const verb = VERBS[method];
    if (verb === undefined || address === undefined || handler === undefined || !address.startsWith('/'))
      return;
    if (!isFunction(handler) && handler.type !== 'Identifier' && handler.type !== 'MemberExpression') return;
    routes.push({
      method: verb,
      path: joinPaths(address),
      framework: 'registry',
      module,
      node,
      pieces: [{ module, node }],
      before: saysWho(node),
      inherited: [],
    });
  });
  return routes;
}

/** A registry has one word for who may call; a word for everybody is a decision that somebody took. */
function saysWho(node: Of<'ObjectExpression'>): Route['before'] {
  const said = node.properties.flatMap((one) => {
    const key = keyOf(one);
    return one.type === 'ObjectProperty' && key !== undefined && isWho(key)
      ? [{ key, word: wordFor(one.value) }]
      : [];
  });
  if (said.length === 0) return 'nothing';
  return said.some(({ key, word }) => (key === 'public' ? word !== 'false' : OPEN.test(word)))
    ? 'unclear'
    : 'guard';
}

function isWho(key: string): boolean {
  return (
    /^(?:access|public|security|scopes?|policy|policies|guards?|preHandler|onRequest|before|middlewares?|allow|visibility)$/.test(
      key,
    ) ||
    isCallerKey(key) ||
    isAboutRoles(key) ||
    asksByName(key, 'other')
  );
}

function wordFor(value: Node): string {
  const call = asCall(value);
  return (
    textOf(value) ??
    (value.type === 'BooleanLiteral' ? String(value.value) : (chainOf(call?.callee ?? value).at(-1) ?? ''))
  );
}
