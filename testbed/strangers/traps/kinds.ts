import {
  add,
  isForeign,
  no,
  NOT_FOUND,
  own,
  ownRows,
  remove,
  shown,
  textIn,
  type Call,
  type Reply,
} from './call.ts';

type Handler = (call: Call) => Reply;

/** Newest rows that the list of notes holds. */
const NEWEST = 4;
/** Milliseconds until a task can be read. */
const SETTLES_MS = 300;
/** Every so many calls to the memos, one is turned away. */
const SLOWS_EVERY = 7;

/** What all kinds have in common, for a customer's own rows; `odd` answers first where it wants to. */
function rows(kind: string, odd: (call: Call, id: string | undefined) => Reply | undefined): Handler {
  return (call) => {
    const id = call.at[1];
    const early = odd(call, id);
    if (early !== undefined) return early;
    if (id === undefined && call.method === 'POST') return create(call, kind);
    if (id === undefined) return { body: { [kind]: ownRows(call, kind).map((row) => shown(row)) } };
    const row = own(call, kind, id);
    if (row === undefined || call.at.length > 2) return NOT_FOUND;
    if (call.method === 'DELETE') return remove(call, kind, id) ? { status: 204 } : NOT_FOUND;
    return call.method === 'GET' ? { body: { item: shown(row) } } : NOT_FOUND;
  };
}

function create(call: Call, kind: string): Reply {
  const text = textIn(call);
  return text === undefined
    ? no('a text is needed')
    : { status: 201, body: { item: shown(add(call, kind, text)) } };
}

const FOREIGN_FIELDS = ['org', 'ownerMail', 'owner_mail', 'ownerId', 'orgId'];

const notes = rows('notes', (call, id) => {
  const { method, person, fields, step } = call;
  if (id === undefined && method === 'POST') {
    const text = textIn(call);
    if (text === undefined) return no('a text is needed');
    const isForeignOwner = FOREIGN_FIELDS.some(
      (name) => name in fields && ![person.org, person.mail].includes(String(fields[name])),
    );
    if (isForeignOwner) step('fields-echoed');
    return {
      status: 201,
      body: { item: { ...fields, ...shown(add(call, 'notes', text)), ...echoed(fields) } },
    };
  }
  if (id === undefined) {
    const all = ownRows(call, 'notes');
    if (all.length > NEWEST) step('truncated-list');
    return { body: { notes: all.slice(-NEWEST).map((row) => shown(row)) } };
  }
  const row = own(call, 'notes', id);
  if (method === 'DELETE') {
    if (isForeign(call, 'notes', id)) step('silent-delete');
    remove(call, 'notes', id);
    return { status: 204 };
  }
  if (method === 'PUT') {
    const text = textIn(call);
    if (row !== undefined && text !== undefined) row.text = text;
    else if (isForeign(call, 'notes', id)) step('text-repeated');
    return { body: { item: { id, text } } };
  }
  if (row !== undefined) return undefined;
  if (isForeign(call, 'notes', id))
    for (const trap of ['foreign-is-404', 'error-repeats-path'] as const) step(trap);
  return {
    status: 404,
    html: `<!doctype html><title>404</title><pre>Cannot ${method} ${escaped(call.path)}</pre>`,
  };
});

/** Whatever was sent stands in the answer; nothing of it but the text was kept. */
function echoed(fields: Call['fields']) {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'id' && name !== 'text'));
}

const tickets = rows('tickets', (call, id) => {
  const { method, step, at } = call;
  if (id === undefined) return undefined;
  const row = own(call, 'tickets', id);
  const foreign = isForeign(call, 'tickets', id);
  if (at[2] === 'comments') return comments(call, id, foreign);
  if (at[2] === 'close' && method === 'POST') {
    if (foreign) step('action-says-ok');
    if (row !== undefined) row.state = 'closed';
    return { body: { ok: true } };
  }
  if (method === 'DELETE') {
    if (foreign) step('soft-delete');
    remove(call, 'tickets', id);
    return { body: { deleted: true, id } };
  }
  if (method === 'PATCH') {
    if (foreign) step('patch-ignored');
    if (row !== undefined) row.text = textIn(call) ?? row.text;
    return { body: { ok: true } };
  }
  if (row === undefined) {
    if (foreign) step('refusal-with-200');
    return no('this is not for you');
  }
  row.views += 1;
  if (row.views > 1) step('view-counted');
  return { body: { item: { ...shown(row), views: row.views } } };
});

function comments(call: Call, id: string, foreign: boolean): Reply {
  const { method, step, at } = call;
  const row = own(call, 'tickets', id);
  if (method === 'GET' && at.length === 3) {
    if (foreign) step('empty-for-foreign-parent');
    return { body: { comments: row?.comments ?? [] } };
  }
  const text = textIn(call);
  if (method !== 'POST' || at.length > 3) return NOT_FOUND;
  if (text === undefined) return no('a text is needed');
  if (foreign) step('comment-dropped');
  const comment = { id: `c${Date.now()}${Math.floor(Math.random() * 1_000)}`, text };
  row?.comments.push(comment);
  return { status: 201, body: { comment } };
}

/** Reads of one's own fill the cache; a miss answers with what is in it. */
const reports = rows('reports', (call, id) => {
  const { method, person, step, memory } = call;
  if (id === undefined || method !== 'GET') return undefined;
  const row = own(call, 'reports', id);
  const before = memory.cached.get(person.mail);
  if (row === undefined) {
    if (before !== undefined && isForeign(call, 'reports', id)) step('own-answer-cached');
    return before;
  }
  const reply = { body: { item: shown(row) } };
  memory.cached.set(person.mail, reply);
  return reply;
});

const files = rows('files', (call, id) => {
  if (id === undefined || call.method !== 'GET' || own(call, 'files', id) !== undefined) return undefined;
  if (isForeign(call, 'files', id)) call.step('id-repeated');
  return { body: { item: { id, found: false } } };
});

const badges = rows('badges', (call, id) => {
  if (id === undefined || call.method !== 'GET' || !isForeign(call, 'badges', id)) return undefined;
  call.step('not-modified');
  return { status: 304, headers: { etag: `"${id}"` } };
});

const tasks = rows('tasks', (call, id) => {
  const settled = (row: { readonly madeAt: number }) => Date.now() - row.madeAt >= SETTLES_MS;
  if (call.method !== 'GET') return undefined;
  const mine = ownRows(call, 'tasks');
  if (mine.some((row) => !settled(row))) call.step('late-to-show');
  if (id === undefined)
    return { body: { tasks: mine.filter((row) => settled(row)).map((row) => shown(row)) } };
  const row = own(call, 'tasks', id);
  return row !== undefined && !settled(row) ? NOT_FOUND : undefined;
});

const memos = rows('memos', ({ step, memory }) => {
  memory.memoCalls += 1;
  if (memory.memoCalls % SLOWS_EVERY !== 0) return undefined;
  step('slowed-down');
  return { status: 429, body: { error: { why: 'slow down' } }, headers: { 'retry-after': '1' } };
});

const bookmarks = rows('bookmarks', (call, id) => {
  const { method, fields, step } = call;
  const text = textIn(call);
  if (method === 'POST' && id === undefined && typeof fields['id'] === 'string' && text !== undefined) {
    if (isForeign(call, 'bookmarks', fields['id'])) step('id-taken-at-home');
    return { status: 201, body: { item: shown(add(call, 'bookmarks', text, fields['id'])) } };
  }
  if (method !== 'PUT' || id === undefined) return undefined;
  if (text === undefined) return no('a text is needed');
  if (isForeign(call, 'bookmarks', id)) step('upsert-at-home');
  const row = own(call, 'bookmarks', id) ?? add(call, 'bookmarks', text, id);
  row.text = text;
  return { status: 201, body: { item: shown(row) } };
});

const wiki = rows('wiki', (call, id) => {
  const row = id === undefined ? undefined : own(call, 'wiki', id);
  if (row !== undefined && row.by !== call.person.mail && call.method === 'GET') call.step('colleague-reads');
  return undefined;
});

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Everything that has rows, by the first segment of its path. */
export const KINDS: { readonly [kind: string]: Handler } = {
  notes,
  tickets,
  reports,
  files,
  badges,
  tasks,
  memos,
  bookmarks,
  wiki,
};
