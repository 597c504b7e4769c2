/** Which kits were built in. Their lines replace what was flawed: kits add files, the rest is done by hand. */
export type Mended = 'nothing' | 'token' | 'cookie';

/** What the shop answers, as a module of its own: notes of two teams, by token or by cookie. Flawed wherever nothing mended it. */
export function answerInNode(mended: Mended): string {
  const isMended = mended === 'token';
  return String.raw`
import { createHmac, randomUUID } from 'node:crypto';
${isMended ? `import { onlyFields } from './security/input-validation.mjs';` : ''}
${mended === 'cookie' ? `import { sessionCookie, SESSION_COOKIE } from './security/session-cookie.mjs';` : `const SESSION_COOKIE = 'session';`}

const TEAMS = { 'ana@acme.test': 'acme', 'bea@globex.test': 'globex' };
const notes = new Map();
const sessions = new Map();
const json = (value, status = 200, headers = {}) =>
  ({ status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) });

export async function answer(asked) {
  ${isMended ? `return route(asked);` : FLAWED_SHELL}
}

async function route({ method, path, header, verified, body }) {
  const at = method + ' ' + path;
  if (at === 'GET /') return { headers: { 'content-type': 'text/html' }, body: '<!doctype html><title>Shop</title><h1>Notes' };
  if (at === 'GET /health') return json({ ok: true });
  if (at === 'POST /api/login') return login(body);
  const mail = ${mended === 'token' ? 'verified?.sub' : `claimed(header('authorization')) ?? sessions.get(cookie(header('cookie')))`};
  const team = TEAMS[mail];
  if (team === undefined) return json({ error: 'sign in first' }, 401);
  if (at === 'GET /api/me') return json({ mail, team });
  if (at === 'GET /api/notes') return json([...notes.values()].filter((one) => one.team === team));
  if (at === 'POST /api/notes') return create(body, team);
  const id = /^\/api\/notes\/([^/]+)$/.exec(path)?.[1];
  const note = id === undefined ? undefined : notes.get(decodeURIComponent(id));
  if (note?.team !== team) return json({ error: 'nothing here' }, 404);
  if (method === 'DELETE') notes.delete(note.id);
  return ['GET', 'DELETE'].includes(method) ? json(note) : json({ error: 'nothing here' }, 404);
}

function login(body) {
  ${isMended ? LOGIN_FIELDS : 'const { mail, password } = JSON.parse(body);'}
  if (TEAMS[mail] === undefined || password !== 'word-of-' + mail.split('@')[0]) return json({ error: 'wrong' }, 401);
  const id = randomUUID();
  sessions.set(id, mail);
  return json({ token: tokenOf({ sub: mail, exp: Math.floor(Date.now() / 1000) + 3600 }) }, 200, {
    'set-cookie': ${mended === 'cookie' ? 'sessionCookie(id)' : `'session=' + id + '; Path=/; SameSite=None'`},
  });
}

function create(body, team) {
  ${isMended ? NOTE_FIELDS : 'const fields = JSON.parse(body);'}
  const id = randomUUID();
  const note = { id, role: 'user', ...fields, team };
  notes.set(note.id, note);
  return json({ note }, 201);
}

function tokenOf(claims) {
  const signed = [{ alg: 'HS256', typ: 'JWT' }, claims].map((one) => Buffer.from(JSON.stringify(one)).toString('base64url')).join('.');
  return signed + '.' + createHmac('sha256', process.env.JWT_SECRET).update(signed).digest('base64url');
}

// Reads the claims, and looks at no signature.
function claimed(header) {
  try {
    return JSON.parse(Buffer.from(header.split('.')[1], 'base64url').toString()).sub;
  } catch {
    return undefined;
  }
}

function cookie(header = '') {
  return header.split(/; */).find((one) => one.startsWith(SESSION_COOKIE + '='))?.slice(SESSION_COOKIE.length + 1);
}
`;
}

/** Grants whoever asks, and tells a customer what only the log should know. */
const FLAWED_SHELL = String.raw`const origin = asked.header('origin');
  const grants = origin === undefined ? {} : {
    'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'authorization, content-type', 'access-control-allow-methods': 'GET, POST, DELETE',
  };
  if (asked.method === 'OPTIONS') return { status: 204, headers: grants };
  try {
    const said = await route(asked);
    return { ...said, headers: { ...said.headers, ...grants } };
  } catch (error) {
    return { status: 500, headers: grants, body: error.stack };
  }`;

const LOGIN_FIELDS = `const read = onlyFields(body, { mail: 'string', password: 'string' });
  if (!read.ok) return json({ error: read.error }, read.status);
  const { mail, password } = read.value;`;

const NOTE_FIELDS = `const read = onlyFields(body, { text: 'string' });
  if (!read.ok) return json({ error: read.error }, read.status);
  const fields = read.value;
  if (fields.text.length > 1000) return json({ error: 'At most 1000 letters.' }, 400);`;
