import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Operation } from '../core/operation.ts';
import { ShareLink } from '../evidence/guessable.ts';
import type { Person } from '../evidence/seen.ts';
import { fillPath, pathParams, segmentsOf } from '../intake/path-template.ts';
import type { Resource } from '../intake/resources.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { createdId } from './access/ids.ts';
import { modelOf, routeOf, type Model } from './access/model.ts';
import { asNobody } from './access/nobody.ts';
import { ownerOf } from './access/pairs.ts';
import { patiently } from './access/patient.ts';
import { plantFresh, PLANTING } from './access/plant.ts';
import { undoOf } from './access/removal.ts';
import { requestFor, type Ids } from './access/requests.ts';
import { requirementsOf } from './access/requirements.ts';
import { parseJson, see } from './access/see.ts';
import { nextAfter } from './access/sequence.ts';
import { isPlantable } from './access/words.ts';
import { writer } from './access/writer.ts';

const KIND = ShareLink.kind;
const SHARING = /^(?:un)?shar(?:e|es|ed|ing)$|^(?:share|public|magic)-?links?$|^links?$|^publish$/i;
/** Links from which the next are guessed, and links that are then made. */
const BEFORE = 4;
const NEXT = 2;
/** Guesses that are held against the next link; only one that is right is ever opened. */
const GUESSES = 16;
/** Public reads and values of an answer that are tried to find where a link leads. */
const ROUTES = 3;
const VALUES = 8;

/** Makes links by which anybody may read something, guesses the next one, and takes one back. */
export const shareLink: Probe = {
  id: 'share-link',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const routes = publicReads(model);
    const cells = model.resources.flatMap((resource) => {
      const { creator } = resource;
      const last = segmentsOf(creator?.path ?? '').at(-1) ?? '';
      if (creator === undefined || !SHARING.test(last) || !isPlantable(resource, model)) return [];
      const owner = ownerOf(model, creator);
      return owner === undefined || routes.length === 0
        ? []
        : [cellFor(model, { resource, creator, owner, routes })];
    });
    if (cells.length > 0) return { cells, leftOut: [] };
    return {
      cells,
      leftOut: [
        {
          kind: KIND,
          what: 'links by which anybody reads something',
          because: 'no operation is known that makes one, together with a public route that opens it',
          add: 'routes: { public: ["GET /shared/*"] }   # or absent: { shares: "nothing is shared by link" }',
        },
      ],
    };
  },
};

interface Question {
  readonly resource: Resource;
  readonly creator: Operation;
  readonly owner: Person;
  readonly routes: readonly Operation[];
}

/** Reads that nobody needs a credential for, with one parameter in the path. */
function publicReads({ operations }: Model): readonly Operation[] {
  return operations
    .filter((one) => one.method === 'GET' && one.declared === 'public' && pathParams(one.path).length === 1)
    .slice(0, ROUTES);
}

function cellFor(model: Model, question: Question): RunnableCell {
  const { creator, owner } = question;
  return {
    id: `share-link/${creator.id}/${owner.name}`,
    probe: 'share-link',
    title: `can a link made by ${creator.id} be guessed, and is one that was taken back shut?`,
    operation: creator.id,
    identities: [owner.name],
    phase: 'writes',
    effect: 'write',
    cost: { requests: (BEFORE + NEXT) * (PLANTING + 3) + ROUTES * VALUES + 3, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, model, question),
  };
}

/** A link that was made, with what only its own object holds. */
interface Link {
  readonly exchange: Exchange;
  readonly ids: Ids;
  readonly words: readonly string[];
}

async function run(lane: Lane, model: Model, question: Question): Promise<CellResult> {
  const { creator, owner } = question;
  const open = (route: Operation, secret: string) => {
    const path = fillPath(route.path, Object.fromEntries(pathParams(route.path).map((one) => [one, secret])));
    return path === undefined
      ? undefined
      : lane.send({ method: 'GET', path, operation: route.id, ...asNobody(owner) });
  };
  const first = await makeLink(lane, model, question);
  if (first === undefined) return unanswered(`${owner.name} could not make a link by ${creator.id}`);
  const way = await wayOf(first, question, open);
  if (way === undefined) return unanswered(`no public route was found that opens what ${creator.id} makes`);
  const { place, route, control } = way;
  const secretOf = ({ exchange }: Link) => valuesIn(exchange).find((one) => one.at === place)?.value;

  const secrets = [way.secret];
  const guessed = [];
  let newest = first;
  for (let count = 1; count < BEFORE + NEXT; count += 1) {
    const guesses = count < BEFORE ? [] : nextAfter(secrets, GUESSES);
    const link = await makeLink(lane, model, question);
    const secret = link === undefined ? undefined : secretOf(link);
    if (link === undefined || secret === undefined)
      return unanswered(`${owner.name} could not make another link by ${creator.id}`);
    const hit = guesses.includes(secret) ? await open(route, secret) : undefined;
    if (hit !== undefined) guessed.push(see(hit, link.words));
    secrets.push(secret);
    newest = link;
  }
  const { remove } = question.resource;
  const asking = { person: owner, ids: newest.ids, text: () => 'a' };
  const removal = remove === undefined ? undefined : requestFor(model, remove, asking);
  const last = secrets.at(-1) ?? way.secret;
  const revoked = remove === undefined || removal === undefined ? undefined : await takeBack();
  return gathered(
    ShareLink.of({
      operation: creator.id,
      route: route.id,
      owner,
      control,
      length: way.secret.replaceAll(/[^A-Za-z0-9]/g, '').length,
      isObjectId: [...first.ids.values()].includes(way.secret),
      guessed,
      tries: NEXT,
      ...(revoked === undefined ? {} : { revoked }),
    }),
  );

  async function takeBack() {
    if (remove === undefined || removal === undefined) return undefined;
    const done = await lane.send({ ...removal, as: owner.name });
    const after = await open(route, last);
    const again = await open(route, last);
    if (after === undefined || again === undefined) return undefined;
    return {
      operation: remove.id,
      removal: see(done),
      after: see(after, newest.words),
      again: see(again, newest.words),
    };
  }
}

/** Shares something fresh each time: a product may keep one link for each thing. */
async function makeLink(
  lane: Lane,
  model: Model,
  { resource, creator, owner }: Question,
): Promise<Link | undefined> {
  const ids = new Map<string, string>();
  const words: string[] = [];
  const references: Record<string, string> = {};
  const { outer, named } = requirementsOf(model, resource);
  for (const one of outer) {
    const planted = await plantFresh(lane, model, one, owner);
    if (planted.kind === 'failed') return undefined;
    for (const [key, id] of planted.ids) ids.set(key, id);
    words.push(...planted.words);
  }
  for (const one of named) {
    const planted = await plantFresh(lane, model, one.resource, owner);
    if (planted.kind === 'failed') continue;
    references[one.name] = planted.id;
    words.push(...planted.words);
  }
  const made = writer(lane);
  const ask = requestFor(model, creator, { person: owner, ids, text: made.text, references });
  if (ask === undefined || routeOf(model, creator).unknown.length > 0) return undefined;
  const exchange = await patiently(lane, () =>
    lane.create({ ...ask, as: owner.name }, (answer) => {
      const id = createdId(answer, resource, model.target.operations[creator.id]?.id);
      if (id !== undefined) ids.set(resource.key, id);
      return id === undefined ? undefined : undoOf(model, resource, owner, ids);
    }),
  );
  return { exchange, ids, words: [...words, ...made.sentIn(ask)] };
}

/** Which value of the answer is the secret of the link, and which public route it opens: where nobody then sees the word. */
async function wayOf(
  { exchange, words }: Link,
  { routes }: Question,
  open: (route: Operation, secret: string) => Promise<Exchange> | undefined,
) {
  for (const { at, value } of valuesIn(exchange).slice(0, VALUES)) {
    for (const route of routes) {
      const opened = await open(route, value);
      const control = opened === undefined ? undefined : see(opened, words);
      if (control?.canary === true) return { place: at, secret: value, route, control };
    }
  }
  return undefined;
}

/** Texts in the answer that may be a link or its secret part, the likeliest names first. */
function valuesIn(exchange: Exchange): readonly { readonly at: string; readonly value: string }[] {
  const found = textsIn(parseJson(answerOf(exchange)?.body ?? ''), '$', 3).map(({ at, value }) => ({
    at,
    value: /^https?:\/\/|^\//.test(value)
      ? (value
          .replace(/[?#].*$/, '')
          .split('/')
          .at(-1) ?? '')
      : value,
  }));
  const usable = found.filter(({ value }) => /^[\w~.-]{1,200}$/.test(value));
  const likely = ({ at }: { readonly at: string }) => /token|slug|code|key|secret|hash|url|link/i.test(at);
  return [...usable.filter((one) => likely(one)), ...usable.filter((one) => !likely(one))];
}

function textsIn(
  value: unknown,
  at: string,
  depth: number,
): readonly { readonly at: string; readonly value: string }[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ at, value: String(value) }];
  if (value === null || typeof value !== 'object' || depth === 0) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, `${at}.${key}`, depth - 1));
}
