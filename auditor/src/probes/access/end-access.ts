import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Json } from '../../core/operation.ts';
import type { EndedAccessData } from '../../evidence/ended-access.ts';
import type { Seen } from '../../evidence/seen.ts';
import type { Ask, Credential, Lane } from '../../io/lane.ts';
import { gathered, unanswered, type CellResult } from '../../io/probe.ts';
import type { Ending } from '../ended-access.ts';
import { doorOf } from './door.ts';
import { issueKey } from './issue-key.ts';
import { KEY_WAYS } from './key-ways.ts';
import { candidateIds, memberAsk, namesNobody } from './member-request.ts';
import { asNobody } from './nobody.ts';
import { requestFor } from './requests.ts';
import { parseJson, see } from './see.ts';
import { belongingsFor } from './words.ts';
import { matchesPattern } from '../../intake/pattern.ts';

type Tried = EndedAccessData['credentials'][number];

/** Something that lets the member in: how to ask with it, and what it showed while it was meant to. */
interface Way {
  readonly name: string;
  readonly ask: () => Promise<Exchange>;
  readonly before: Exchange;
}

/** Takes a member's access away, tries what it had, and gives it back. */
export async function endAccess(lane: Lane, ending: Ending): Promise<CellResult> {
  const { model, person, by, operation, event, kind } = ending;
  const theirs = await belongingsFor(lane, model, operation, person);
  if (theirs.kind === 'failed') return unanswered(theirs.because, theirs.add);
  const request = requestFor(model, operation, { person, ids: theirs.ids, text: () => theirs.search });
  if (request === undefined) return unanswered(`the path of ${operation.id} cannot be filled`);
  const { words } = theirs;
  const session = await lane.login(person.name);
  if (session.kind === 'failed') return unanswered(`${person.name} could not log in: ${session.because}`);
  const bySession = (as: Credential) => () => lane.send({ ...request, as });
  const ask = bySession(session.credential);
  const before = await ask();
  const forged = await lane.forge(person.name, { kind: 'garbage' });
  if (forged.kind === 'impossible') return unanswered(forged.because, forged.add);
  const door = (exchange: Exchange) => doorOf(exchange, before, words);
  const garbage = door(await lane.send({ ...request, as: forged.credential }));
  const key = await keyWay(lane, ending, session.credential, request, words);
  const ways: readonly Way[] = [
    { name: 'the session', ask, before },
    ...(key !== undefined && 'ask' in key ? [key] : []),
  ];

  const taken = await take(lane, ending, session.credential);
  if (taken.kind === 'failed') return unanswered(taken.because, taken.add);
  const tried: Tried[] = [];
  for (const way of ways) tried.push(await tryWay(way, door, words));
  const fresh = await lane.login(person.name);
  if (fresh.kind === 'failed') {
    const because = `the log-in after the ${event} did not work: ${fresh.because}`;
    tried.push({
      name: 'a fresh log-in',
      before: see(before, words),
      because,
      ...(fresh.trouble ? {} : { loginRefused: true }),
    });
  } else {
    tried.push(
      await tryWay({ name: 'a fresh log-in', ask: bySession(fresh.credential), before }, door, words),
    );
  }
  if (key !== undefined && 'because' in key)
    tried.push({ name: 'an API key', before: notAsked(before), because: key.because });

  const back = await lane.send({ ...taken.giveBack, as: by.name });
  const again = await lane.login(person.name);
  const afterwards = again.kind === 'failed' ? undefined : see(await bySession(again.credential)(), words);
  const restored = isOk(back) && afterwards?.canary === true;
  const refused = tried.some((one) => one.after?.state === 'shut' || one.loginRefused === true);
  return gathered(
    kind.of({
      person,
      by,
      event,
      operation: operation.id,
      hasCanary: words.length > 0,
      garbage,
      change: see(taken.exchange),
      took: refused || repeats(ending.take.json, taken.exchange),
      credentials: tried,
      restored,
    }),
  );
}

/** What nobody could ask: a credential that was never had shows nothing. */
function notAsked(exchange: Exchange): Seen {
  return { ...see(exchange), canary: false, marks: [], answered: false, because: 'it was never had' };
}

async function tryWay(
  { name, ask, before }: Way,
  door: (exchange: Exchange) => NonNullable<Tried['after']>,
  words: readonly string[],
): Promise<Tried> {
  const after = door(await ask());
  const again = after.state === 'open' ? door(await ask()) : undefined;
  return { name, before: see(before, words), after, ...(again === undefined ? {} : { again }) };
}

/** A key of the member, in the first place where it shows what the session shows. */
async function keyWay(
  lane: Lane,
  { model: { target }, person, operation }: Ending,
  session: Credential,
  request: Omit<Ask, 'as'>,
  words: readonly string[],
): Promise<Way | { readonly because: string } | undefined> {
  const spec = target.apiKeys;
  if (spec === undefined) return undefined;
  const scopes = Object.entries(spec.scopes);
  const scope =
    scopes.find(([, patterns]) => patterns.some((one) => matchesPattern(operation, one)))?.[0] ??
    scopes[0]?.[0];
  const issued = await issueKey(lane, {
    target,
    spec,
    owner: person.name,
    session,
    ...(scope === undefined ? {} : { scope }),
  });
  if (issued.kind === 'failed') return issued;
  for (const { name, put } of KEY_WAYS) {
    const extra = put(issued.key);
    const query = { ...request.query, ...extra.query };
    const ask = () =>
      lane.send({
        ...request,
        ...asNobody(person),
        ...extra,
        ...(Object.keys(query).length === 0 ? {} : { query }),
        label: `${person.name}'s API key in ${name}`,
      });
    const before = await ask();
    if (see(before, words).canary) return { name: 'an API key', ask, before };
  }
  return { because: `an API key of ${person.name} opened ${operation.id} in no header` };
}

type Taken =
  | { readonly kind: 'taken'; readonly exchange: Exchange; readonly giveBack: Omit<Ask, 'as'> }
  | { readonly kind: 'failed'; readonly because: string; readonly add?: string };

/** Takes the access away. How to give it back is written down before anything else is asked. */
async function take(lane: Lane, ending: Ending, session: Credential): Promise<Taken> {
  const { model, person, by, event, giveBack } = ending;
  const { target } = model;
  const me =
    target.whoami === undefined
      ? undefined
      : await lane.send({ method: 'GET', path: target.whoami.get, as: session });
  const body = me === undefined ? undefined : parseJson(answerOf(me)?.body ?? '');
  const path = ending.take.path;
  const ids = namesNobody(target, path) ? [''] : candidateIds(target, person, body);
  let last: Exchange | undefined;
  for (const id of ids) {
    const ask = memberAsk(target, person, ending.take, id);
    const back = memberAsk(target, person, giveBack, id);
    if (ask === undefined || back === undefined) continue;
    const undo = { what: `access of ${person.name} after its ${event}`, ask: { ...back, as: by.name } };
    last = await lane.create({ ...ask, as: by.name }, (exchange) => (isOk(exchange) ? undo : undefined));
    if (isOk(last)) return { kind: 'taken', exchange: last, giveBack: back };
  }
  const because =
    last === undefined
      ? `nothing is known to name ${person.name} in ${path}`
      : `${by.name} could not do the ${event}: ${see(last).line}`;
  return {
    kind: 'failed',
    because,
    add: `identities: { ${person.name}: { user: … } }   # its id in ${path}`,
  };
}

function isOk(exchange: Exchange): boolean {
  const status = answerOf(exchange)?.status ?? 0;
  return status >= 200 && status < 300;
}

/** True when the answer, or an object right in it, says of itself what was asked for. */
function repeats(sent: Json | undefined, exchange: Exchange): boolean {
  if (sent === undefined || !isRecord(sent)) return false;
  const body = parseJson(answerOf(exchange)?.body ?? '');
  const layers = [body, ...(isRecord(body) ? Object.values(body) : [])].filter(isRecord);
  return layers.some((layer) => Object.entries(sent).every(([name, value]) => layer[name] === value));
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
