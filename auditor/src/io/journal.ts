import * as z from 'zod';
import type { Exchange } from '../core/exchange.ts';
import { METHODS } from '../core/operation.ts';
import { retryAfterMs } from '../evidence/limit-headers.ts';
import { commandProblem } from './commands.ts';
import { fetchCsrf, type CsrfSpec } from './csrf.ts';
import type { Ask, Undo } from './lane.ts';
import { RunDirectoryError, type Lines } from './run-directory.ts';
import type { World } from './world.ts';

/** All waits of one clean-up for the target's limiter together: a founder waits for its end. */
const PATIENCE_MS = 65_000;

const JsonSchema = z.json();

const BodySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('json'), json: JsonSchema }),
  z.object({ kind: z.literal('text'), text: z.string(), contentType: z.string() }),
  z.object({ kind: z.literal('form'), fields: z.record(z.string(), z.string()) }),
  z.object({
    kind: z.literal('multipart'),
    field: z.string(),
    fileName: z.string(),
    contentType: z.string(),
    content: z.string(),
    fields: z.record(z.string(), z.string()).exactOptional(),
  }),
]);

const AskSchema = z.object({
  method: z.enum(METHODS),
  path: z.string(),
  query: z.record(z.string(), z.string()).exactOptional(),
  headers: z.record(z.string(), z.string()).exactOptional(),
  body: BodySchema.exactOptional(),
  as: z.string().exactOptional(),
  tenant: z.string().nullable().exactOptional(),
  operation: z.string().exactOptional(),
  secretsOf: z
    .union([z.string(), z.object({ handle: z.string(), identity: z.string(), label: z.string() })])
    .exactOptional(),
  base: z.string().exactOptional(),
});

const UndoSchema = z.object({
  what: z.string(),
  ask: AskSchema.exactOptional(),
  command: z.string().exactOptional(),
  look: AskSchema.exactOptional(),
  shows: z.string().exactOptional(),
  login: z
    .object({
      identity: z.string(),
      account: z.string().exactOptional(),
      newPassword: z.boolean().exactOptional(),
    })
    .exactOptional(),
  csrf: z
    .object({
      get: z.string(),
      field: z.string(),
      from: z.string(),
      header: z.string().exactOptional(),
    })
    .exactOptional(),
});

const LineSchema = z.union([
  z.object({ sending: z.int(), what: z.string() }),
  z.object({ made: z.int(), undo: UndoSchema }),
  z.object({ gone: z.int() }),
]);

/** What a run has created on the target and not yet removed. On disk before anything else happens with it. */
export interface Journal {
  /**
   * Says that a request is about to create something. Were the run killed before its answer is read, the next attempt knows.
   * @param what the request in words: `POST /api/notes as ana`
   * @returns to be called once with what the request has made, or with nothing
   */
  sending(what: string): (made: Undo | undefined) => void;
  made(undo: Undo): void;
  /** What was written down under this name is put right already. */
  settled(what: string): void;
  /** Removes everything that is still there, last made first, and says what could not be removed. */
  clean(world: World): Promise<readonly string[]>;
  /** Runs only the commands that are owed: what an interrupted attempt has broken is mended before anything is asked. */
  mend(world: World): Promise<void>;
}

/** @param earlier lines of the journal of an interrupted attempt, whose leftovers are removed too */
export function createJournal(lines: Lines, earlier: readonly unknown[]): Journal {
  const open = new Map<number, Undo>();
  /** Of an interrupted attempt: nobody knows whether these requests arrived, nor what they made. */
  const unread = new Set<number>();
  let count = 0;
  let cleanings = 0;
  let patienceMs = PATIENCE_MS;
  for (const line of earlier) {
    const parsed = LineSchema.parse(line);
    count = Math.max(count, numberOf(parsed));
    if ('gone' in parsed) open.delete(parsed.gone);
    else if ('sending' in parsed) {
      unread.add(parsed.sending);
      open.set(parsed.sending, { what: cutOff(parsed.what) });
    } else {
      unread.delete(parsed.made);
      open.set(parsed.made, parsed.undo);
    }
  }

  const inherited = count;

  /** A full disk must not keep us from removing the rest; a later clean-up meets a 404 and is content. */
  function noteGone(number: number): void {
    try {
      lines.append({ gone: number });
    } catch (error) {
      if (!(error instanceof RunDirectoryError)) throw error;
    }
  }

  /** Asks again after the wait that a limiter names, as long as all these waits together stay short. */
  async function patiently(world: World, ask: Ask, id: string): Promise<Exchange> {
    const lane = `${world.prefix}cleanup`;
    const first = await world.exchange(id, lane, ask);
    const { outcome } = first;
    const waitMs =
      outcome.kind === 'answer' && outcome.status === 429 ? retryAfterMs(outcome.headers) : undefined;
    if (waitMs === undefined || waitMs > patienceMs) return first;
    patienceMs -= waitMs;
    await world.sleep(waitMs + 250);
    return world.exchange(`${id}.again`, lane, ask);
  }

  async function remove(world: World, number: number, undo: Undo): Promise<string | undefined> {
    if (number <= inherited && JSON.stringify(undo.ask ?? '').includes('~secret.'))
      return `${undo.what}: its address holds a value that only the interrupted run knew`;
    if (unread.has(number)) return undo.what;
    if (undo.command !== undefined) return putRight(world, number, undo.what, undo.command);
    if (undo.ask === undefined) return `${undo.what}: the target offers no way to delete it`;
    const id = `${world.prefix}cleanup#${cleanings}.${number}`;
    const holder = await holderOf(world, id, undo);
    if (holder === 'as it was') return forget(number);
    if (holder.kind === 'failed') return `${undo.what}: ${holder.because}`;
    const lane = `${world.prefix}cleanup`;
    const ask = await withCsrf(world, `${id}.csrf`, lane, { ...undo, ask: { ...undo.ask, ...holder.ask } });
    const { outcome } = await patiently(world, ask, id);
    if (outcome.kind === 'no-answer')
      return `${undo.what}: ${undo.ask.method} ${undo.ask.path}: ${outcome.message}`;
    // Gone already is as good as gone: the probe may have deleted it, or its parent.
    const gone = outcome.status < 400 || outcome.status === 404 || outcome.status === 410;
    if (gone || (await isGone(world, `${id}/look`, undo))) {
      return forget(number);
    }
    return `${undo.what}: ${undo.ask.method} ${undo.ask.path} answered ${outcome.status}`;
  }

  /** Puts right by a command what a command made wrong. */
  async function putRight(
    world: World,
    number: number,
    what: string,
    name: string,
  ): Promise<string | undefined> {
    const result = await world.command(`${world.prefix}cleanup#${cleanings}.${number}`, { name });
    const problem = commandProblem(result);
    return problem === undefined ? forget(number) : `${what}: ${name} ${problem}`;
  }

  /** Some answer in their own way that there is nothing to remove: then its owner must not find it either. */
  async function isGone(world: World, id: string, { look, shows }: Undo): Promise<boolean> {
    if (look === undefined) return false;
    const { outcome } = await world.exchange(id, `${world.prefix}cleanup`, look);
    if (outcome.kind !== 'answer' || outcome.cut !== undefined) return false;
    if (shows !== undefined) return outcome.status < 300 && !outcome.body.includes(shows);
    return NOWHERE.includes(outcome.status) || /"statusCode":\s*"?404\b/.test(outcome.body);
  }

  function forget(number: number): undefined {
    open.delete(number);
    noteGone(number);
  }

  function note(number: number, undo: Undo): void {
    open.set(number, undo);
    lines.append({ made: number, undo });
  }

  return {
    sending(what) {
      count += 1;
      const number = count;
      lines.append({ sending: number, what });
      return (made) => {
        if (made === undefined) noteGone(number);
        else note(number, made);
      };
    },
    made(undo) {
      count += 1;
      note(count, undo);
    },
    settled(what) {
      for (const [number, undo] of open) if (undo.what === what) forget(number);
    },
    async clean(world) {
      cleanings += 1;
      patienceMs = PATIENCE_MS;
      const left: string[] = [];
      // One after the other: what was made last may stand inside what was made first.
      for (const [number, undo] of [...open].reverse()) {
        const problem = await remove(world, number, undo);
        if (problem !== undefined) left.push(problem);
      }
      return left;
    },
    async mend(world) {
      cleanings += 1;
      for (const [number, { what, command }] of [...open].reverse())
        if (command !== undefined) await putRight(world, number, what, command);
    },
  };
}

/** Not found, gone, and PostgREST's word for no row where one was asked for. */
const NOWHERE = [404, 406, 410];

function numberOf(line: z.infer<typeof LineSchema>): number {
  if ('gone' in line) return line.gone;
  return 'sending' in line ? line.sending : line.made;
}

function cutOff(request: string): string {
  return `whatever was created by ${request}: the run was cut off before its answer was read`;
}

type Holder =
  | { readonly kind: 'ready'; readonly ask: Pick<Ask, 'as'> }
  | { readonly kind: 'failed'; readonly because: string }
  | 'as it was';

/** Logs in as the undo asks for. An account that takes its ordinary password again needs nothing more. */
async function holderOf(world: World, id: string, { login }: Undo): Promise<Holder> {
  if (login === undefined) return { kind: 'ready', ask: {} };
  const { identity, ...as } = login;
  const result = await world.login(`${id}.login`, identity, as);
  if (result.kind === 'logged-in') return { kind: 'ready', ask: { as: result.credential } };
  if (as.newPassword === true) {
    const { newPassword: _, ...ordinary } = as;
    const usual = await world.login(`${id}.usual`, identity, ordinary);
    if (usual.kind === 'logged-in') return 'as it was';
  }
  return { kind: 'failed', because: result.because };
}

/** The request with a fresh token of its form; as it is where there is none to be had. */
async function withCsrf(
  world: World,
  id: string,
  lane: string,
  { csrf, ask }: { readonly csrf?: NonNullable<CsrfSpec>; readonly ask: Ask },
): Promise<Ask> {
  if (csrf === undefined) return ask;
  const as = ask.as === undefined ? {} : { as: ask.as };
  const fresh = await fetchCsrf(csrf, (page) => world.exchange(id, lane, { ...page, ...as }));
  if (fresh.kind === 'out') return ask;
  const { body } = ask;
  const isForm = body?.kind === 'form' && fresh.field !== undefined;
  return {
    ...ask,
    headers: { ...ask.headers, ...fresh.headers },
    ...(isForm ? { body: { ...body, fields: { ...body.fields, ...fresh.field } } } : {}),
  };
}
