import { answerOf, type Exchange } from '../core/exchange.ts';
import { SourceHint, type SourceActionData, type SourceHintEvidence } from '../evidence/source-hint.ts';
import { likelyEffects } from '../intake/effects.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { wordsOf } from '../source/words.ts';
import { see } from './access/see.ts';

const KIND = SourceHint.kind;

type Callable = SourceActionData & Required<Pick<SourceActionData, 'call' | 'texts'>>;

/**
 * Calls the server actions of a Next.js app as nobody, with made-up texts that fit no record. An action is a public address:
 * the page that shows it guards nothing. What takes a form or an object is left alone: a field that is missing can turn a
 * condition into none, and one row into all.
 */
export const sourceActions: Probe = {
  id: 'source-actions',
  yields: [KIND],
  plan: ({ source, target }) => {
    const pagesAreHere = target.app === undefined || isBelow(target.app, target.api ?? target.app);
    if (source === undefined || target.consent !== 'owner' || !pagesAreHere)
      return { cells: [], leftOut: [] };
    return { cells: source.actions.filter(isCallable).map((action) => cellFor(action)), leftOut: [] };
  },
};

/** Pages are asked for below the API's address, since that is where a run's requests go. */
function isBelow(app: string, api: string): boolean {
  return new URL(app).origin === new URL(api).origin && new URL(api).pathname === '/';
}

function isCallable(action: SourceActionData): action is Callable {
  const effects = wordsOf(action.name).map((word) => likelyEffects({ method: 'POST', path: `/${word}` }));
  const isHarmless = effects.every((one) => !one.destructive && !one.costly && !one.mails);
  return action.call !== undefined && action.texts !== undefined && isHarmless;
}

function cellFor(action: Callable): RunnableCell {
  const operation = `POST ${action.call.page} (action ${action.name})`;
  return {
    id: `source-actions/${action.call.page}/${action.name}`,
    probe: 'source-actions',
    title: `does the server action ${action.name} do anything for nobody?`,
    operation,
    identities: [],
    phase: 'writes',
    effect: 'write',
    cost: { requests: 1, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, action, operation),
  };
}

async function run(lane: Lane, action: Callable, operation: string): Promise<CellResult> {
  const words = Array.from({ length: action.texts }, () => `launch-ready-${lane.word()}`);
  const exchange = await lane.send({
    method: 'POST',
    path: action.call.page,
    operation,
    headers: { 'next-action': action.call.id, accept: 'text/x-component' },
    body: { kind: 'text', text: JSON.stringify(words), contentType: 'text/plain;charset=UTF-8' },
    label: 'nobody',
  });
  return gathered(SourceHint.of({ about: 'called', action, exchange: exchange.id, ...outcomeOf(exchange) }));
}

type Outcome = Pick<Extract<SourceHintEvidence, { about: 'called' }>, 'outcome' | 'because'>;

const DENIAL =
  /\b(?:unauthori[sz]ed|unauthenticated|forbidden|denied|not allowed|sign(?:ed)?[ -]?in|logg?(?:ed)?[ -]?in)\b/i;
const TO_LOGIN = /log-?in|sign-?in|auth/i;

/** What an action's answer says. A refusal is only believed when it is a plain one. */
function outcomeOf(exchange: Exchange): Outcome {
  const seen = see(exchange);
  const answer = answerOf(exchange);
  // A guard that throws and a fault behind it look the same from outside.
  if (!seen.answered || answer === undefined)
    return { outcome: 'unclear', because: seen.because ?? 'it gave no answer' };
  const { status, headers, body } = answer;
  const location = status >= 300 && status < 400 ? headers['location'] : undefined;
  const redirect = headers['x-action-redirect'] ?? location;
  const refused = { outcome: 'refused', because: `it answered ${status}` } as const;
  if (status === 401 || status === 403) return refused;
  if (redirect !== undefined)
    return TO_LOGIN.test(redirect)
      ? refused
      : { outcome: 'answered', because: 'it sent nobody on to another page' };
  if (status >= 400)
    return { outcome: 'unclear', because: `it answered ${status}: it may have been built from other source` };
  return DENIAL.test(body) ? refused : { outcome: 'answered', because: `it answered ${status}` };
}
