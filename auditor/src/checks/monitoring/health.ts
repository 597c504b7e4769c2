import { defineCheck, gate, row, step } from '../../core/check.ts';
import { advice, allOf, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import type { Gathered } from '../../core/evidence.ts';
import { DrillHealth, type DrillHealthData, type HealthRead } from '../../evidence/drill.ts';
import { HealthAnswer, type HealthAnswerData } from '../../evidence/health-answer.ts';
import { healthWord } from '../../evidence/health-word.ts';
import { succeeded, told } from '../../evidence/response-call.ts';

export const health = defineCheck({
  id: 'monitoring/health',
  decides: [row('monitoring'), gate('monitoring'), step('H6'), step('I6'), step('C6')],
  title: 'Health endpoints answer a monitor, and tell the truth',
  why: 'A monitor can only tell you what the product tells the monitor; without an endpoint your customers are the first to notice.',
  passes:
    'Each health endpoint answers 2xx within five seconds, without credentials, in a form that no other path answers in, and shows no secret; and while a drill has taken the database away, it stops saying that all is well.',
  sources: [
    { article: 'team-handover', step: 6 },
    { article: 'internal-ops', step: 6 },
    { article: 'first-100-members', step: 6 },
    { owasp: 'API9:2023' },
  ],
  needs: { answers: HealthAnswer, drills: DrillHealth },
  judge: ({ answers, drills }) =>
    allOf([decideEach(answers, decideAnswer), decideEach(heardIn(drills), decideHeard)]),
  fix: {
    minutes: 45,
    deliverable: 'monitoring',
    steps: [
      'Add a route such as GET /api/health that asks the database, and whatever else the product cannot live without, a cheap question with a short timeout.',
      'Answer 200 and {"status":"ok"} when all of them answered, 503 otherwise; no version numbers, host names or error texts.',
      'Let it be called without credentials, keep it out of caches, and name it under monitoring.health of the target file.',
    ],
  },
});

/** Longer than a load balancer or monitor commonly waits: AWS target groups give up after 5 s by default. */
const PATIENCE_MS = 5_000;
/** Kubernetes' probes give up after 1 s by default (timeoutSeconds). */
const PROMPT_MS = 1_000;

/** What only sounds like a health endpoint may be anything; that it fails as one proves nothing. */
function decideAnswer(data: HealthAnswerData): Decision {
  const decision = decideNamed(data);
  if (data.named || decision.kind !== 'broken') return decision;
  return undecided(`${data.call.line}, and the target file does not say which endpoint is for health`, ADD);
}

const ADD = 'monitoring: { health: [GET /api/health] }';

function decideNamed(data: HealthAnswerData): Decision {
  const { endpoint, call, unknown } = data;
  const { status } = call;
  if (status === undefined) return undecided(told(call));
  const shown = [{ exchange: call.exchange, role: 'the monitor’s call', marks: [] }];
  const breaks = (key: string, what: string) => broken({ where: endpoint, key, what, exhibits: shown });
  if ([404, 405, 410, 501].includes(status))
    return breaks(
      'missing',
      `${endpoint} answers ${status}: there is no such endpoint, so a monitor has nothing to ask.`,
    );
  if (status === 401 || status === 403)
    return breaks(
      'closed',
      `${endpoint} answers ${status}: it wants credentials, which a monitor outside should not have to hold.`,
    );
  if (status >= 300 && status < 400) return decideRedirect(data);
  if (status === 429) return undecided(`${endpoint} answers 429: its rate limit stopped even the monitor`);
  if (status >= 500)
    return undecided(`${endpoint} says with ${status} that the product is not well; mend that and run again`);
  if (!succeeded(call)) return undecided(`${endpoint} answers ${status}, which says neither well nor unwell`);
  if (data.sameAsUnknown) {
    return broken({
      where: endpoint,
      key: 'any-path',
      what: `${endpoint} answers exactly what a made-up path beside it answers${data.form === 'page' ? ', a page' : ''}: no health endpoint speaks here, and a monitor would see green whatever happens.`,
      exhibits: [...shown, { exchange: unknown.exchange, role: 'a path that nobody has written', marks: [] }],
    });
  }
  return decideWords(data, breaks) ?? decidePace(data);
}

function decideRedirect({ endpoint, leadsTo = 'elsewhere' }: HealthAnswerData): Decision {
  return undecided(`${endpoint} redirects to ${leadsTo}; name the address that answers`, ADD);
}

function decideWords(
  { endpoint, says, word, secrets, call }: HealthAnswerData,
  breaks: (key: string, what: string) => Decision,
): Decision | undefined {
  const [secret] = secrets;
  if (secret !== undefined)
    return breaks('secret', `${endpoint} shows everybody a credential: ${secret.title} ${secret.masked}.`);
  if (says !== 'unwell') return undefined;
  return breaks(
    'says-down-with-200',
    `${endpoint} says “${word}” with status ${call.status}: whoever looks at the status, as most monitors do, sees nothing wrong.`,
  );
}

function decidePace({ endpoint, durationMs, form, call }: HealthAnswerData): Decision {
  const exhibits = [{ exchange: call.exchange, role: 'the monitor’s call', marks: [] }];
  const took = `${(durationMs / 1_000).toFixed(1)} s`;
  if (durationMs > PATIENCE_MS)
    return broken({
      where: endpoint,
      key: 'slow',
      what: `The fastest answer of ${endpoint} took ${took}; load balancers and monitors commonly give up after 5 s.`,
      exhibits,
    });
  if (durationMs > PROMPT_MS)
    return advice({
      where: endpoint,
      key: 'not-prompt',
      what: `The fastest answer of ${endpoint} took ${took}; Kubernetes gives up after 1 s unless told otherwise.`,
      exhibits,
    });
  if (form !== 'page') return held;
  return advice({
    where: endpoint,
    key: 'page',
    what: `${endpoint} answers with a page for people; a monitor has to search it for a word, where JSON or plain text would do.`,
    exhibits,
  });
}

/** What one endpoint said while a part was away. */
interface Heard extends Pick<DrillHealthData, 'part' | 'isFelt'> {
  readonly before: HealthRead | undefined;
  readonly during: HealthRead;
}

/** Of a tool no health endpoint speaks; and only without its database is a product sure to be of no use. */
function heardIn({ evidence, missing }: Gathered<DrillHealthData>): Gathered<Heard> {
  return {
    evidence: evidence
      .filter(({ data }) => data.part !== 'tool')
      .flatMap(({ data, ...rest }) =>
        data.during.map((during) => {
          const before = data.before.find((one) => one.operation === during.operation);
          return { ...rest, data: { part: data.part, isFelt: data.isFelt, before, during } };
        }),
      ),
    missing: missing.filter(({ cell }) => !/^drill\/(?:model|tool)$/.test(cell)),
  };
}

/** Silence is as good as a no: a monitor that gets no answer rings. Only a yes is a lie. */
function decideHeard({ part, isFelt, before, during }: Heard): Decision {
  const { operation, call, body } = during;
  const usual = before?.call;
  if (usual === undefined || !succeeded(usual))
    return undecided(`${usual === undefined ? operation : told(usual)}, before anything was taken away`);
  if (!succeeded(call)) return held;
  const exhibits = [
    { exchange: call.exchange, role: `the monitor’s call while the ${part} is away`, marks: [] },
  ];
  if (healthWord(body).says === 'unwell')
    return broken({
      where: operation,
      key: `${part}-with-200`,
      what: `While the ${part} is away, ${operation} says so with status ${call.status}: whoever looks at the status, as most monitors do, sees nothing wrong.`,
      exhibits,
    });
  const what = `While the ${part} is away, ${operation} goes on answering ${call.status} as if all were well.`;
  // A product without its model still logs people in; that it cannot chat, a monitor of the chat sees.
  if (part === 'model')
    return advice({ where: operation, key: 'model-unseen', what, exhibits, certainty: 'probable' });
  if (!isFelt)
    return undecided(
      `while the ${part} was to be away, every request was answered as before: did drills.${part}.break take it away?`,
    );
  return broken({ where: operation, key: `${part}-unseen`, what, exhibits });
}
