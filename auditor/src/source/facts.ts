import {
  asksByName,
  decidesAccess,
  isAboutRoles,
  isCredentialName,
  isOwnerKey,
  readsCaller,
} from './guard-words.ts';
import { queryAt } from './queries/find.ts';
import type { Query } from './queries/query.ts';
import {
  asCall,
  asMember,
  bare,
  chainOf,
  isFunction,
  keyOf,
  textOf,
  walk,
  type Call,
  type Node,
} from './syntax.ts';
import { setOf } from './words.ts';

/** What one piece of code does, as far as names tell. */
export interface Facts {
  /** Asks who is calling. */
  readonly asks: boolean;
  /** Can turn the caller away: 401, 403, a redirect, an exception. */
  readonly refuses: boolean;
  /** Asks what the caller may do. */
  readonly roles: boolean;
  /** Asks whether what it is about is the caller's. */
  readonly owns: boolean;
  readonly calls: readonly Call[];
  readonly queries: readonly Query[];
  /** Every name that stands for a value. */
  readonly names: ReadonlySet<string>;
}

const REMEMBERED = new WeakMap<Node, Facts>();

/** Looks through a piece of code once. */
export function factsOf(node: Node): Facts {
  const known = REMEMBERED.get(node);
  if (known !== undefined) return known;
  const facts = gather(node);
  REMEMBERED.set(node, facts);
  return facts;
}

function gather(root: Node): Facts {
  let [asks, refuses, roles, owns] = [false, false, false, false];
  const calls: Call[] = [];
  const queries: Query[] = [];
  const names = new Set<string>();
  const inChain = new Set<Node>();
  walk(root, (node) => {
    const call = asCall(node);
    if (call !== undefined) {
      calls.push(call);
      const chain = chainOf(call.callee);
      asks ||= asksByCall(call, chain);
      roles ||= chain.some(isAboutRoles);
      owns ||= chain.some(decidesAccess) || comparesMembership(call, chain) || handsCallerOn(call, chain);
      refuses ||= chain.some((name) => REFUSALS.has(name));
    }
    const found = queryAt(node, inChain);
    if (found !== undefined) queries.push(found);
    if (asMember(node) !== undefined) {
      const chain = chainOf(node);
      asks ||= readsCaller(chain) || readsCredential(chain);
      roles ||= isAboutRoles(chain.at(-1) ?? '');
    }
    if (node.type === 'Identifier') names.add(node.name);
    else if (node.type === 'ThrowStatement') refuses = true;
    else if (node.type === 'NumericLiteral' && (node.value === 401 || node.value === 403)) {
      [asks, refuses] = [true, true];
    } else if (node.type === 'BinaryExpression') {
      asks ||= comparesSecret(node.left) || comparesSecret(node.right);
      owns ||= comparesOwner(node);
    } else if (node.type === 'ObjectPattern') {
      asks ||= node.properties.some((one) => isCallerPattern(keyOf(one)));
    }
  });
  return { asks, refuses, roles, owns: owns || queries.some((one) => one.scoped), calls, queries, names };
}

const REFUSALS = setOf('redirect throw protect unauthorized forbidden notFound rewrite redirectToSignIn');

function asksByCall({ args }: Call, chain: readonly string[]): boolean {
  const last = chain.at(-1) ?? '';
  if (chain.some((name, index) => asksByName(name, index === chain.length - 1 ? sortOf(args) : 'other')))
    return true;
  const named = args.map(textOf).find((one) => one !== undefined);
  if (named === undefined) return false;
  if (/^(?:get|header|getHeader|cookie|getCookie|getSignedCookie|getDecorator)$/.test(last))
    return chain.length > 1 || /cookie/i.test(last) ? isCredentialName(named) : false;
  return false;
}

function sortOf(args: readonly Node[]): 'none' | 'request' | 'other' {
  const [first] = args;
  if (first === undefined) return 'none';
  return /^(?:req|request|ctx|context|c|event|headers|cookies|next)$/i.test(chainOf(first)[0] ?? '')
    ? 'request'
    : 'other';
}

/** `req.headers.authorization`, `req.cookies['session']`. */
function readsCredential(chain: readonly string[]): boolean {
  const at = chain.findIndex((name) => /^(?:headers|cookies|signedCookies)$/.test(name));
  const name = at === -1 ? undefined : chain[at + 1];
  return name !== undefined && name !== 'get' && isCredentialName(name);
}

/** `x === process.env.CRON_SECRET`, and with the text `Bearer …` around it. */
function comparesSecret(node: Node): boolean {
  const inner = bare(node);
  const parts = inner.type === 'TemplateLiteral' ? inner.expressions : [inner];
  return parts.some((part) => {
    const chain = chainOf(part);
    const name = chain.at(-1) ?? '';
    return (
      /(?:SECRET|TOKEN|KEY|PASSWORD)$/i.test(name) && (chain.includes('env') || name === name.toUpperCase())
    );
  });
}

/** `note.userId !== session.user.id`: the owner on one side and no mere constant on the other. */
function comparesOwner({ operator, left, right }: Extract<Node, { type: 'BinaryExpression' }>): boolean {
  if (!/^[!=]==?$/.test(operator)) return false;
  const sides = [left, right].map((side) => chainOf(side));
  const isOwner = (chain: readonly string[]) => chain.length > 1 && chain.slice(1).some(isOwnerKey);
  return sides.every((chain) => chain.length > 0 && chain[0] !== 'undefined') && sides.some(isOwner);
}

/** `project.memberIds.includes(user.id)`. */
function comparesMembership({ args }: Call, chain: readonly string[]): boolean {
  const last = chain.at(-1);
  if (last !== 'includes' && last !== 'has' && last !== 'some') return false;
  return (
    chain.slice(0, -1).some(isOwnerKey) ||
    args.some((one) => !isFunction(one) && chainOf(one).some(isOwnerKey))
  );
}

const CALLER = setOf(
  'user session currentUser userId viewer actor me caller account auth member principal uid',
);
const TELLING =
  /^(?:log|info|debug|warn|error|track|capture|audit|identify|emit|publish|notify|send|setUser|json|push|set|render)/;

/** `resolveCompany(user, order.companyId)`: who is given the caller and the record together can compare them. */
function handsCallerOn({ args }: Call, chain: readonly string[]): boolean {
  if (args.length < 2 || TELLING.test(chain.at(-1) ?? '')) return false;
  const chains = args.map((one) => chainOf(one));
  const isCaller = (names: readonly string[]) => names.slice(0, 3).some((name) => CALLER.has(name));
  return chains.some(isCaller) && chains.some((names) => names.length > 0 && !isCaller(names));
}

function isCallerPattern(key: string | undefined): boolean {
  return key === 'session' || key === 'currentUser' || key === 'auth' || key === 'user';
}
