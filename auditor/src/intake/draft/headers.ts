import type { Recorded, Recording } from '../recording/recorded.ts';
import { isMark } from '../recording/secrets.ts';

/** What a front end sends with its requests beside its cookies. */
export interface HeadersSeen {
  /** The same for everybody, strangers too. */
  readonly everyone: { readonly [name: string]: string };
  /** Sent with everything and named like a secret: only its owner knows whether it is one. */
  readonly unclear: readonly string[];
  /** The header that carries a token, when it is not `authorization`. */
  readonly token?: string;
}

/** Nearly all: public pages go without. */
const NEARLY_ALL = 0.7;

const KEY = /api[-_]?key|app(?:lication)?[-_]?key|client[-_]?key/i;
const TOKEN = /session|token|auth/i;
const NEITHER = /next-action|csrf|xsrf|refresh/i;

/** Tells public headers from tokens, by who sends them and when. */
export function headersSeen(recordings: readonly Recording[]): HeadersSeen {
  const exchanges = recordings.flatMap((one) => one.exchanges);
  const usual = usualHeaders(exchanges).filter(
    ([name, value]) =>
      !NEITHER.test(name) &&
      recordings.every((one) => one.exchanges.some(({ headers }) => headers[name] === value)),
  );
  const isKey = ([name, value]: Pair) => isMark(value) && KEY.test(name);
  const names = new Set(exchanges.flatMap(({ headers }) => Object.entries(headers).flatMap(tokenName)));
  const [token] = names;
  const hasBearer = recordings.some((one) => one.credentials.some(({ kind }) => kind === 'bearer'));
  return {
    everyone: Object.fromEntries(usual.filter(([, value]) => !isMark(value))),
    unclear: keysOf(exchanges, isKey),
    ...(token === undefined || hasBearer ? {} : { token }),
  };
}

type Pair = readonly [name: string, value: string];

function tokenName([name, value]: Pair): readonly string[] {
  return isMark(value) && TOKEN.test(name) && !KEY.test(name) && !NEITHER.test(name) ? [name] : [];
}

function keysOf(exchanges: readonly Recorded[], isKey: (pair: Pair) => boolean): readonly string[] {
  const names = new Set(exchanges.flatMap(({ headers }) => Object.keys(headers)));
  return [...names].filter(
    (name) =>
      exchanges.filter(({ headers }) => isKey([name, headers[name] ?? ''])).length >=
      exchanges.length * NEARLY_ALL,
  );
}

/** Headers that go with nearly all requests, with one value. */
export function usualHeaders(exchanges: readonly Recorded[]): readonly Pair[] {
  const uses = Map.groupBy(
    exchanges.flatMap((one) => Object.entries(one.headers)),
    ([name, value]) => `${name}: ${value}`,
  );
  return [...uses.values()].flatMap((list) => {
    const [first] = list;
    return first === undefined || list.length < exchanges.length * NEARLY_ALL ? [] : [first];
  });
}
