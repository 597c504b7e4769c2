import { webKit } from './web-kit.ts';

const NODE = String.raw`// So many requests in a span of time, counted by caller. What it remembers lies in this process: with several processes, give
// it a store that they share, such as Redis (INCR and PEXPIRE), with the same one function.
const MOST_KEYS = 50_000;

export function memoryStore(now = Date.now) {
  const counts = new Map();
  return {
    hit(key, windowMs) {
      const time = now();
      const known = counts.get(key);
      const entry = known !== undefined && known.ends > time ? known : { count: 0, ends: time + windowMs };
      entry.count += 1;
      // Taken out first, so that the oldest stands in front.
      counts.delete(key);
      counts.set(key, entry);
      if (counts.size > MOST_KEYS) counts.delete(counts.keys().next().value);
      return { count: entry.count, resetMs: entry.ends - time };
    },
  };
}

// rules: [{ method: 'POST', path: '/login', most: 10, windowMs: 900_000 }]; path may be a regular expression.
export function rateLimit({ rules, key = ({ address }) => address, store = memoryStore() }) {
  return async (asked) => {
    const path = plain(asked.path);
    const rule = rules.find((one) => matches(one, asked.method, path));
    if (rule === undefined) return {};
    const { count, resetMs } = await store.hit(rule.method + ' ' + rule.path + ' ' + key(asked), rule.windowMs);
    if (count <= rule.most) return {};
    const seconds = Math.max(1, Math.ceil(resetMs / 1000));
    return {
      headers: { 'Retry-After': String(seconds) },
      refuse: { status: 429, body: { error: 'Too many requests. Try again in ' + seconds + ' seconds.' } },
    };
  };
}

// As the most lenient router reads it: /api/Login/, //api/login and /api/log%69n are one route.
function plain(path) {
  let said = path;
  try {
    said = decodeURIComponent(path);
  } catch {
    // Left as it is: no router can read it either.
  }
  return said.replace(/\/+/g, '/').replace(/\/$/, '').toLowerCase() || '/';
}

function matches(rule, method, path) {
  if (rule.method !== undefined && rule.method !== method) return false;
  return typeof rule.path === 'string' ? rule.path.toLowerCase() === path : rule.path.test(path);
}
`;

const PYTHON = String.raw`"""So many requests in a span of time, counted by caller. What it remembers lies in this process: with several processes, give
it a store that they share, such as Redis (INCR and PEXPIRE), with the same one function."""

import json
import math
import time

MOST_KEYS = 50_000


class MemoryStore:
    def __init__(self, now=time.monotonic):
        self.now = now
        self.counts = {}

    async def hit(self, key, window_s):
        now = self.now()
        count, ends = self.counts.pop(key, (0, now + window_s))
        if ends <= now:
            count, ends = 0, now + window_s
        self.counts[key] = (count + 1, ends)
        if len(self.counts) > MOST_KEYS:
            del self.counts[next(iter(self.counts))]
        return count + 1, ends - now


class RateLimit:
    """rules: [("POST", "/login", 10, 900)]: method, path, how many, in how many seconds."""

    def __init__(self, app, rules, key=lambda scope: (scope.get("client") or ("unknown",))[0], store=None):
        self.app = app
        self.rules = {(method, path): (most, window_s) for method, path, most, window_s in rules}
        self.key = key
        self.store = store or MemoryStore()

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        place = (scope["method"], scope["path"].rstrip("/").lower() or "/")
        if place not in self.rules:
            return await self.app(scope, receive, send)
        most, window_s = self.rules[place]
        count, reset_s = await self.store.hit((*place, self.key(scope)), window_s)
        if count <= most:
            return await self.app(scope, receive, send)
        seconds = max(1, math.ceil(reset_s))
        body = json.dumps({"error": f"Too many requests. Try again in {seconds} seconds."}).encode()
        headers = [(b"retry-after", str(seconds).encode()), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 429, "headers": headers})
        await send({"type": "http.response.body", "body": body})
`;

export const rateLimit = webKit({
  id: 'rate-limit',
  title: 'Guessing, flooding and mail bombs meet a limit',
  explanation:
    'Counts requests by route and caller, and answers 429 with Retry-After beyond the limit. It counts by the address of the connection and never trusts X-Forwarded-For by itself: behind a proxy, tell your framework which one to trust, or all your customers share one limit. It counts in memory, for one process; for several, give it a shared store. Someone with many addresses is slowed by account, not by address: count by both.',
  undo: 'Take the line that calls rateLimit(…) or add_middleware(RateLimit, …) out again, and delete the files.',
  module: 'rate-limit',
  imports: 'rateLimit',
  node: NODE,
  types: `export interface Rule {
  readonly method?: string;
  readonly path: string | RegExp;
  readonly most: number;
  readonly windowMs: number;
}

export interface Store {
  hit(key: string, windowMs: number): Hit | Promise<Hit>;
}

export interface Hit {
  readonly count: number;
  readonly resetMs: number;
}

export function memoryStore(now?: () => number): Store;
export function rateLimit(options: { rules: readonly Rule[]; key?: (asked: any) => string; store?: Store }): Guard;
`,
  python: PYTHON,
  guard: () => `rateLimit({ rules: [
  { method: 'POST', path: '/api/login', most: 10, windowMs: 15 * 60_000 },
  { method: 'POST', path: '/api/password-reset', most: 5, windowMs: 60 * 60_000 },
  { method: 'POST', path: '/api/chat', most: 30, windowMs: 60_000 },
] })`,
  middleware: () =>
    `RateLimit, rules=[("POST", "/api/login", 10, 900), ("POST", "/api/password-reset", 5, 3600), ("POST", "/api/chat", 30, 60)]`,
  also: [
    'Put your own paths into the rules: login, sign-up, password reset, mails that are sent again, chat, upload.',
    'For the login, count by the account that is named as well, in the handler: the same store.hit(…) with the address that was typed.',
  ],
  alsoInNextjs: [
    'Outside of Vercel, set ADDRESS_HEADER to the header into which your own proxy writes the address, over whatever came with the request: ADDRESS_HEADER=x-real-ip, with nginx: proxy_set_header X-Real-IP $remote_addr. Until then all callers share one limit, and one of them can use it up for all.',
  ],
});
