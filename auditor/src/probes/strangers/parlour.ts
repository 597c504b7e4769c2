import type { Reply, Serve } from '../../io/rehearsal.ts';

/**
 * A made-up product to try probes of input on: it says no with a 200, its messages carry a role, and a thread begins with its
 * first message. Each weakness breaks one property.
 */
export type ParlourWeakness =
  | 'trips-over-null'
  | 'trips-over-depth'
  | 'trips-once'
  | 'hangs-on-half-characters'
  | 'guesses-broken-json'
  | 'takes-any-length'
  | 'believes-roles'
  | 'keeps-everything'
  | 'shows-nothing'
  | 'says-the-id-last'
  | 'always-fails';

interface Line {
  readonly role: string;
  readonly content: string;
  readonly [name: string]: unknown;
}

const MOST = 4_000;

/** A parlour that is open. */
export function openParlour(...weaknesses: readonly ParlourWeakness[]): Serve {
  const has = (one: ParlourWeakness) => weaknesses.includes(one);
  const threads = new Map<string, Line[]>();
  const notes = new Map<string, object>();
  let trips = 0;

  function read(body: string): Record<string, unknown> | Reply {
    if (has('trips-over-null') && body.includes('\\u0000')) return failed;
    if (has('trips-over-depth') && body.includes('[[[[[[')) return failed;
    if (has('trips-once') && body === 'null' && (trips += 1) === 1) return failed;
    try {
      const parsed: unknown = JSON.parse(body);
      if (isRecord(parsed)) return parsed;
      return no('an object is needed');
    } catch {
      if (!has('guesses-broken-json')) return no('that is no JSON');
      return { message: { role: 'user', content: body }, title: body };
    }
  }

  function say(sent: Record<string, unknown>): Reply {
    const { thread, message } = sent;
    if (!isRecord(message)) return no('say something');
    const { role, content, ...rest } = message;
    const problem = problemOf(content, has('takes-any-length'));
    if (typeof content !== 'string' || problem !== undefined) return no(problem ?? 'a text is needed');
    if (role !== 'user' && !has('believes-roles')) return no('only people speak here');
    const id = typeof thread === 'string' ? thread : `t${threads.size + 1}`;
    const line = { ...(has('keeps-everything') ? rest : {}), role: String(role), content };
    threads.set(id, [...(threads.get(id) ?? []), line]);
    return { body: { ok: true, thread: id, said: `You said ${content.length} letters.` } };
  }

  function note(sent: Record<string, unknown>): Reply {
    const { title, ...rest } = sent;
    const problem = problemOf(title, has('takes-any-length'));
    if (problem !== undefined) return no(problem);
    const id = `n${notes.size + 1}`;
    const made = { madeAt: '2026-11-30T12:00:00.000Z', ...(has('keeps-everything') ? rest : {}), id, title };
    notes.set(id, made);
    return { status: 201, body: has('says-the-id-last') ? { title, id } : { ok: true, note: made } };
  }

  return async ({ method, path, body }) => {
    if (has('always-fails') && method === 'POST') return failed;
    const [, , kind = '', id = ''] = path.split('/');
    if (method === 'GET' && has('shows-nothing')) return { body: { ok: true } };
    if (method === 'GET' && kind === 'threads') return { body: { lines: threads.get(id) ?? [] } };
    if (method === 'GET' && kind === 'notes')
      return { body: id === '' ? [...notes.values()] : notes.get(id) };
    if (method === 'DELETE') return { status: 204 };
    if (has('hangs-on-half-characters') && body.includes('\\ud83d')) await new Promise(() => undefined);
    const sent = read(body);
    if (isReply(sent)) return sent;
    return kind === 'say' ? say(sent) : note(sent);
  };
}

const failed: Reply = { status: 500, body: 'oops' };

function no(error: string): Reply {
  return { body: { ok: false, error } };
}

function problemOf(text: unknown, anyLength: boolean): string | undefined {
  if (typeof text !== 'string') return 'a text is needed';
  return text.length > MOST && !anyLength ? 'that is too long' : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isReply(value: Record<string, unknown> | Reply): value is Reply {
  return 'body' in value && ('status' in value || isRecord(value['body']));
}
