import { answerOf, type Answer, type Exchange } from '../../core/exchange.ts';
import { HealthAnswer, type HealthAnswerData } from '../../evidence/health-answer.ts';
import { healthWord } from '../../evidence/health-word.ts';
import { callOf } from '../../evidence/response-call.ts';
import type { Lane } from '../../io/lane.ts';
import { gathered, type CellResult, type Probe, type RunnableCell } from '../../io/probe.ts';
import { findSecretsIn } from '../../secrets/find-secrets.ts';
import { maskSecret } from '../../secrets/mask.ts';
import { healthEndpoints, type HealthEndpoint } from './health-endpoints.ts';

const KIND = HealthAnswer.kind;

/** A single slow answer may be a cold start. */
const TRIES = 3;
const QUICK_MS = 1_000;

/** Asks each health endpoint as a monitor does: from outside, as nobody. */
export const healthAnswer: Probe = {
  id: 'health-answer',
  yields: [KIND],
  plan: (context) => {
    if (context.target.api === undefined)
      return { cells: [], leftOut: [left('no address of it is known', 'api: https://api.example.com')] };
    const endpoints = healthEndpoints(context);
    if (endpoints.length === 0)
      return {
        cells: [],
        leftOut: [left('no health endpoint is known', 'monitoring: { health: [GET /api/health] }')],
      };
    return { cells: endpoints.map(cellFor), leftOut: [] };
  },
};

const left = (because: string, add: string) => ({ kind: KIND, what: 'health endpoints', because, add });

function cellFor(endpoint: HealthEndpoint): RunnableCell {
  const name = `${endpoint.method} ${endpoint.path}`;
  return {
    id: `health-answer/${name}`,
    probe: 'health-answer',
    title: `what does ${name} tell a monitor?`,
    operation: name,
    identities: [],
    phase: 'reads',
    effect: 'read',
    cost: { requests: TRIES + 1, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, endpoint, name),
  };
}

async function run(lane: Lane, { method, path, named }: HealthEndpoint, name: string): Promise<CellResult> {
  const ask = (to: string, label: string) =>
    lane.send({ method, path: to, tenant: null, label, headers: { accept: '*/*' } });
  let exchange = await ask(path, 'a monitor');
  for (let tries = 1; tries < TRIES && exchange.durationMs > QUICK_MS; tries += 1) {
    const again = await ask(path, 'a monitor');
    if (again.durationMs < exchange.durationMs) exchange = again;
  }
  const ending = lane.word();
  const unknown = await ask(`${path}-${ending}`, 'a monitor, at a path that nobody has written');
  return gathered(HealthAnswer.of({ named, ...seen(name, exchange, unknown, ending) }));
}

function seen(
  endpoint: string,
  exchange: Exchange,
  unknown: Exchange,
  ending: string,
): Omit<HealthAnswerData, 'named'> {
  const answer = answerOf(exchange);
  const leadsTo = answer?.headers['location'];
  return {
    endpoint,
    call: callOf(exchange),
    form: answer === undefined ? 'empty' : formOf(answer),
    ...healthWord(answer?.body ?? ''),
    ...(leadsTo === undefined ? {} : { leadsTo }),
    durationMs: exchange.durationMs,
    unknown: callOf(unknown),
    sameAsUnknown: isSame(answer, answerOf(unknown), ending),
    secrets: secretsIn(answer),
  };
}

function formOf({ headers, body }: Answer): HealthAnswerData['form'] {
  const type = headers['content-type'] ?? '';
  if (body.trim() === '') return 'empty';
  if (/html/i.test(type) || /^\s*<(?:!doctype|html)/i.test(body)) return 'page';
  if (/json/i.test(type)) return 'json';
  return /^text\/|^$/i.test(type) ? 'text' : 'other';
}

/** A page that a single-page app serves for whatever it does not know often holds the path itself. */
function isSame(one: Answer | undefined, other: Answer | undefined, ending: string): boolean {
  if (one === undefined || other === undefined || one.status !== other.status) return false;
  return one.body === other.body.replaceAll(`-${ending}`, '');
}

function secretsIn(answer: Answer | undefined): HealthAnswerData['secrets'] {
  return findSecretsIn(answer?.body ?? '')
    .filter(({ rule }) => rule.exposure === 'secret' && rule.loose !== true)
    .map((match) => ({ title: match.rule.title, masked: maskSecret(match) }));
}
