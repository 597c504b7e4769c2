import { answerOf, type Exchange } from '../core/exchange.ts';
import type { Operation } from '../core/operation.ts';
import type { Target } from '../core/target.ts';
import { tokenAsOf } from '../core/target/identity.ts';
import { CorsAnswer, type CorsAnswerData, type Grant } from '../evidence/cors-answer.ts';
import { callOf } from '../evidence/response-call.ts';
import { succeeded } from '../evidence/seen.ts';
import { pathParams } from '../intake/path-template.ts';
import type { Ask, Lane } from '../io/lane.ts';
import { gathered, type CellResult, type PlanContext, type Probe, type RunnableCell } from '../io/probe.ts';
import { doorOf } from './access/door.ts';
import { asNobody } from './access/nobody.ts';
import { personOf } from './access/people.ts';
import { foreignOrigins, type ForeignOrigin } from './cors-origins.ts';

/** Operations that are asked. CORS is mostly set once for all; some products set it route by route. */
const OPERATIONS = 5;
/** Origins tried at one operation, at most, each with its preflight; and the controls. */
const REQUESTS = 26;

/** Asks reading operations from foreign origins, as a signed-in customer's browser would. */
export const cors: Probe = {
  id: 'cors',
  yields: [CorsAnswer.kind],
  plan(context) {
    const { target } = context;
    const identity = Object.entries(target.identities).find(([, one]) => !one.disposable)?.[0];
    const app = target.app ?? target.api;
    const operations = readable(context);
    const [leave] = [
      ...(identity === undefined || app === undefined ? [ADD_IDENTITY] : []),
      ...(operations.length === 0 ? [ADD_ROUTE] : []),
    ];
    if (identity === undefined || app === undefined || leave !== undefined) {
      return { cells: [], leftOut: [leave ?? ADD_IDENTITY] };
    }
    return {
      cells: operations.map((operation) =>
        cellFor({ target, app: new URL(app).origin, identity, operation }),
      ),
      leftOut: [],
    };
  },
};

const left = (what: string, because: string, add: string) => ({ kind: CorsAnswer.kind, what, because, add });
const ADD_IDENTITY = left(
  'origins that are let in',
  'no identity is known that a browser could be signed in as',
  'identities:\n  ana: { tenant: acme, cookie: "session=${ANA_SESSION}" }',
);
const ADD_ROUTE = left(
  'origins that are let in',
  'no reading operation without parameters is known',
  'routes: { list: [GET /api/me] }',
);

/** Reading operations that anyone signed in can simply call; whoami first, protected before public. */
function readable({ target, operations }: PlanContext): readonly Operation[] {
  const usable = operations.filter(
    (one) =>
      one.method === 'GET' &&
      pathParams(one.path).length === 0 &&
      !one.parameters.some((parameter) => parameter.required && parameter.in !== 'header') &&
      !one.costly &&
      !one.mails &&
      !one.destructive,
  );
  const rank = (one: Operation) => {
    if (one.path === target.whoami?.get) return 0;
    return one.declared === 'public' ? 2 : 1;
  };
  return [...usable].sort((a, b) => rank(a) - rank(b)).slice(0, OPERATIONS);
}

interface Question {
  readonly target: Target;
  readonly app: string;
  readonly identity: string;
  readonly operation: Operation;
}

function cellFor(question: Question): RunnableCell {
  const { identity, operation } = question;
  return {
    id: `cors/${operation.id}/${identity}`,
    probe: 'cors',
    title: `which origins may read ${operation.id} in ${identity}'s browser?`,
    operation: operation.id,
    identities: [identity],
    phase: 'reads',
    effect: 'read',
    cost: { requests: REQUESTS, tokens: 0, mails: 0 },
    yields: [CorsAnswer.kind],
    run: (lane) => run(lane, question),
  };
}

async function run(lane: Lane, { target, app, identity, operation }: Question): Promise<CellResult> {
  const call = (more: Partial<Ask>) =>
    lane.send({ method: 'GET', path: operation.path, operation: operation.id, ...more });
  const carried = await carriedBy(lane, target, identity);
  const own = await call({ as: identity });
  // Some products say no with status 200: what anyone may read looks like what the customer reads.
  const stranger = doorOf(await call(asNobody(personOf(identity, target.identities[identity] ?? {}))), own);
  const common = {
    operation: operation.id,
    identity,
    public: operation.declared === 'public' || (stranger.state !== 'shut' && succeeded(stranger.seen)),
    control: callOf(own),
    ...carried,
  };

  const api = target.api === undefined ? app : new URL(target.api).origin;
  const origins: readonly ForeignOrigin[] = [
    ...(api === app ? [] : [{ trick: 'own-app', origin: app } as const]),
    ...foreignOrigins(app, `launch-ready-${lane.word()}`),
  ];
  const accepted = new Set<string>();
  const answers: CorsAnswerData[] = [];
  for (const { trick, origin, unless } of origins) {
    const preflight =
      carried.carries === 'header' ? await askFirst(lane, operation, origin, carried) : undefined;
    const answer = grantOf(
      await call({ as: identity, headers: { origin }, label: `${identity}, on a page of ${origin}` }),
    );
    if (answer.allowOrigin === origin) accepted.add(trick);
    if (unless !== undefined && accepted.has(unless)) continue;
    answers.push({ ...common, trick, origin, answer, ...(preflight === undefined ? {} : { preflight }) });
  }
  return gathered(...answers.map((one) => CorsAnswer.of(one)));
}

type Carried = Pick<CorsAnswerData, 'carries' | 'credentialHeader'>;

/** How this identity's browser shows who it is. */
async function carriedBy(lane: Lane, target: Target, identity: string): Promise<Carried> {
  const credential = target.identities[identity]?.credential;
  if (credential?.kind === 'api-key') {
    return { carries: 'header', credentialHeader: credential.header.toLowerCase() };
  }
  const { kind } = await lane.shapeOf(identity);
  if (kind === 'none') return { carries: 'nothing' };
  return kind === 'cookie'
    ? { carries: 'cookie' }
    : { carries: 'header', credentialHeader: tokenAsOf(credential).header };
}

/** The preflight of a browser: it carries no credential. */
async function askFirst(
  lane: Lane,
  operation: Operation,
  origin: string,
  { credentialHeader }: Carried,
): Promise<Grant> {
  const headers = {
    origin,
    'access-control-request-method': operation.method,
    'access-control-request-headers': credentialHeader ?? 'authorization',
  };
  const label = `a browser on a page of ${origin}`;
  return grantOf(
    await lane.send({ method: 'OPTIONS', path: operation.path, operation: operation.id, headers, label }),
  );
}

function grantOf(exchange: Exchange): Grant {
  const headers = answerOf(exchange)?.headers ?? {};
  const allowOrigin = headers['access-control-allow-origin']?.trim();
  const allowHeaders = headers['access-control-allow-headers'];
  return {
    call: callOf(exchange),
    allowCredentials: headers['access-control-allow-credentials']?.trim() === 'true',
    ...(allowOrigin === undefined ? {} : { allowOrigin }),
    ...(allowHeaders === undefined
      ? {}
      : { allowHeaders: allowHeaders.split(',').map((name) => name.trim().toLowerCase()) }),
  };
}
