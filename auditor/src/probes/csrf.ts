import { answerOf } from '../core/exchange.ts';
import type { Json, Operation } from '../core/operation.ts';
import type { IdentitySpec } from '../core/target.ts';
import { CrossSiteWrite, type CrossSiteWriteData } from '../evidence/response-cross-site.ts';
import { callOf } from '../evidence/response-call.ts';
import type { Person } from '../evidence/seen.ts';
import type { Resource } from '../intake/resources.ts';
import type { AskBody, Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { createdId } from './access/ids.ts';
import { modelOf, type Model } from './access/model.ts';
import { people } from './access/people.ts';
import { plantFresh, PLANTING, type Planted } from './access/plant.ts';
import { undoOf } from './access/removal.ts';
import { pathFor, requestFor } from './access/requests.ts';
import { takesText } from './access/takes-text.ts';
import { parseJson } from './access/see.ts';
import { deniesInWords } from './access/shape.ts';

/** Creating operations that are tried: protection is mostly set once for all. */
const OPERATIONS = 3;
const EVIL = 'https://launch-ready-elsewhere.test';

/** Changes something with a customer's cookie as a page of another website would. */
export const csrf: Probe = {
  id: 'csrf',
  yields: [CrossSiteWrite.kind],
  plan(context) {
    const model = modelOf(context);
    const person = people(context.target).find((one) => isByCookie(context.target.identities[one.name]));
    if (person === undefined) return { cells: [], leftOut: [] };
    const resources = model.resources.filter(isTried).slice(0, OPERATIONS);
    return { cells: resources.map((resource) => cellFor(model, person, resource)), leftOut: [] };
  },
};

/** True where the target file says that requests carry a cookie: nothing else is added by a browser on its own. */
function isByCookie(identity: IdentitySpec | undefined): boolean {
  if (identity === undefined) return false;
  const { credential } = identity;
  if (credential.kind === 'cookie') return true;
  if (credential.kind !== 'login') return false;
  const { login } = credential;
  return login.kind === 'form' || (login.kind === 'json' && login.token === undefined);
}

function isTried({ creator, read }: Resource): boolean {
  return (
    creator !== undefined &&
    read !== undefined &&
    creator.method === 'POST' &&
    !creator.costly &&
    !creator.mails &&
    takesText(creator)
  );
}

function cellFor(model: Model, person: Person, resource: Resource): RunnableCell {
  const operation = resource.creator?.id ?? '';
  return {
    id: `csrf/${operation}/${person.name}`,
    probe: 'csrf',
    title: `can another website call ${operation} in ${person.name}'s name?`,
    operation,
    identities: [person.name],
    phase: 'writes',
    effect: 'write',
    cost: { requests: PLANTING + 5, tokens: 0, mails: 0 },
    yields: [CrossSiteWrite.kind],
    run: (lane) => run(lane, model, person, resource),
  };
}

async function run(lane: Lane, model: Model, person: Person, resource: Resource): Promise<CellResult> {
  const { creator, read } = resource;
  if (creator === undefined || read === undefined) return unanswered(`no operation makes a ${resource.name}`);
  const planted = await plantFresh(lane, model, resource, person);
  if (planted.kind === 'failed') return unanswered(planted.because, planted.add);
  const own = await lane.send({
    method: 'GET',
    path: pathFor(model, read, { person, ids: planted.ids }) ?? read.path,
    operation: read.id,
    as: person.name,
  });
  const attempts: CrossSiteWriteData[] = [];
  for (const variant of ['text', 'form'] as const) {
    const attempt = await attack(lane, { model, person, resource, creator, read, planted, variant });
    if (attempt !== undefined) attempts.push({ ...attempt, control: callOf(own) });
  }
  return attempts.length === 0
    ? unanswered(`${creator.id} cannot be asked in an encoding that browsers send unasked`)
    : gathered(...attempts.map((one) => CrossSiteWrite.of(one)));
}

interface Attack {
  readonly model: Model;
  readonly person: Person;
  readonly resource: Resource;
  readonly creator: Operation;
  readonly read: Operation;
  readonly planted: Planted;
  readonly variant: 'text' | 'form';
}

async function attack(
  lane: Lane,
  { model, person, resource, creator, read, planted, variant }: Attack,
): Promise<Omit<CrossSiteWriteData, 'control'> | undefined> {
  const word = lane.canary();
  const ask = requestFor(model, creator, { person, ids: planted.ids, text: () => word });
  const body = ask?.body === undefined ? undefined : plainly(ask.body, variant);
  if (ask === undefined || body === undefined) return undefined;
  let id: string | undefined;
  const exchange = await lane.create(
    {
      ...ask,
      body,
      as: person.name,
      // A page elsewhere can set no header of its own without asking first (WHATWG Fetch, CORS-safelisted headers).
      ...(model.target.tenancy?.by === 'header' ? { tenant: null } : {}),
      headers: foreign(model, person),
      label: `${person.name}, from a page of ${EVIL}`,
    },
    (answer) => {
      id = createdId(answer, resource, model.target.operations[creator.id]?.id);
      if (id === undefined) return undefined;
      return undoOf(model, resource, person, new Map([...planted.ids, [resource.key, id]]));
    },
  );
  const common = {
    operation: creator.id,
    identity: person.name,
    variant,
    attack: callOf(exchange),
    marks: [word],
  };
  const answered = answerOf(exchange);
  const accepted = (answered?.status ?? 500) < 300 && !deniesInWords(parseJson(answered?.body ?? ''));
  if (id === undefined) return { ...common, effect: accepted ? 'unclear' : 'none' };
  const path = pathFor(model, read, { person, ids: new Map([...planted.ids, [resource.key, id]]) });
  if (path === undefined) return { ...common, effect: 'unclear' };
  const back = await lane.send({ method: 'GET', path, operation: read.id, as: person.name });
  const answer = answerOf(back);
  const shows = answer?.canaries.includes(word) === true;
  const gone = answer !== undefined && answer.status >= 400 && answer.status < 500;
  return { ...common, effect: shows ? 'made' : gone ? 'none' : 'unclear', readBack: callOf(back) };
}

/** What a browser says of where the request comes from, and no CSRF token: the one that io adds is overwritten. */
function foreign({ target }: Model, person: Person): Record<string, string> {
  const credential = target.identities[person.name]?.credential;
  const login = credential?.kind === 'login' ? credential.login : undefined;
  const header = login === undefined || login.kind === 'oauth' ? undefined : login.csrf?.header;
  return {
    origin: EVIL,
    referer: `${EVIL}/`,
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'no-cors',
    ...(header === undefined ? {} : { [header.toLowerCase()]: '' }),
  };
}

/** The same body in an encoding that a form or a simple request can have. */
function plainly(body: AskBody, variant: 'text' | 'form'): AskBody | undefined {
  // Forms send files too: multipart is no reason to ask first.
  if (body.kind === 'form' || body.kind === 'multipart') return variant === 'form' ? body : undefined;
  if (body.kind !== 'json') return undefined;
  const { json } = body;
  if (variant === 'text') return { kind: 'text', text: JSON.stringify(json), contentType: 'text/plain' };
  if (!isObject(json)) return undefined;
  const fields = Object.entries(json).map(([key, value]) => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return { kind: 'form', fields: Object.fromEntries(fields) as Record<string, string> };
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return json !== null && typeof json === 'object' && !Array.isArray(json);
}
