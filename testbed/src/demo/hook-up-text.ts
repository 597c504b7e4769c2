/**
 * What the founder of the flawed product writes by hand after `launch-ready fix --apply`: the lines that each kit asks for, with the
 * product's own paths and names. Every control in it is one of the kits' files, or stands here in plain sight.
 */
export const HOOK_UP = String.raw`// The kits' files, put to work in this product. Written by hand, as each kit says.
import { guarded } from './security/adapter.mjs';
import { cors } from './security/cors.mjs';
import { verifyJwt } from './security/jwt-verify.mjs';
import { outputFilter } from './security/prompt-leak-filter.mjs';
import { memoryStore, rateLimit } from './security/rate-limit.mjs';

const LOGIN = '/api/auth/login';
const TEN_MINUTES_MS = 600_000;

// Before the routes.
export function front({ app }) {
  return [
    numbered,
    guarded(cors({ allowed: [app], headers: 'authorization, content-type, x-csrf-token' })),
    // A whole office may share one address, so that it gets more tries than one account does.
    guarded(rateLimit({ rules: [{ method: 'POST', path: LOGIN, most: 100, windowMs: TEN_MINUTES_MS }] })),
    perAccount(memoryStore()),
  ];
}

// What is refused before the routes has no number yet, by which its line in the log is found.
async function numbered(context, next) {
  await next();
  if (context.res.headers.has('x-request-id')) return;
  const requestId = crypto.randomUUID();
  context.header('X-Request-Id', requestId);
  console.error(JSON.stringify({ requestId, method: context.req.method, status: context.res.status }));
}

// The kit counts by address; who is being guessed at stands in the body.
function perAccount(store) {
  return async (context, next) => {
    if (context.req.method !== 'POST' || context.req.path.replace(/\/+$/, '').toLowerCase() !== LOGIN) return next();
    const { email } = await context.req.raw.clone().json().catch(() => ({}));
    const { count, resetMs } = store.hit(String(email).trim().toLowerCase(), TEN_MINUTES_MS);
    if (count <= 10) return next();
    return context.json({ error: 'Too many tries. Wait a little.' }, 429, { 'Retry-After': String(Math.ceil(resetMs / 1000)) });
  };
}

// Inside, where the product decides.
export function edits() {
  const verify = verifyJwt({
    algorithm: 'HS256',
    key: process.env.CHATBOT_JWT_SECRET,
    issuer: 'chatbot',
    audience: 'chatbot-api',
  });
  let filter;
  return {
    // "Take out what sets Access-Control-* headers today": the kit in front grants alone.
    cors: { grant: () => undefined },
    // "Take out what reads tokens today, above all a decode that does not verify."
    tokens: {
      verify: async (token) => {
        const { verified } = await verify({ method: 'GET', path: '/', address: '', header: () => 'Bearer ' + token });
        return verified === undefined ? undefined : { sub: verified.sub, sid: verified.sid };
      },
    },
    output: {
      filter: (reply, { system }) => {
        filter ??= outputFilter({ secrets: [system] });
        const { held, text } = filter.check(reply);
        return held ? text : reply;
      },
    },
  };
}
`;
