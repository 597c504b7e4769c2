import { defineCheck, flag, row, step } from '../../core/check.ts';
import type { Evidence, Gathered } from '../../core/evidence.ts';
import type { Exhibit } from '../../core/finding.ts';
import { broken, decideEach, held, type Decision } from '../../core/verdict.ts';
import { ResponseId, type ResponseIdData } from '../../evidence/response-id.ts';

export const requestId = defineCheck({
  id: 'logging/request-id',
  decides: [row('logging'), step('H6'), step('C5'), step('I6'), flag('B-flag-5')],
  title: 'Every API answer carries an id by which its log line can be found',
  why: 'When a customer reports a failure, the id leads to the line in the log; without it somebody searches by time and guesses.',
  passes:
    'Each API answer that the run saw, also each error, carries a request or trace id, and no two answers carry the same one.',
  sources: [
    { article: 'team-handover', step: 6 },
    { article: 'first-100-members', step: 5 },
    { article: 'internal-ops', step: 6 },
    { owasp: 'API8:2023' },
    { cwe: 778 },
  ],
  needs: { answers: ResponseId },
  judge: ({ answers }) => decideEach(together(answers), decide),
  fix: {
    minutes: 30,
    deliverable: 'monitoring',
    steps: [
      'Give each request an id in the first middleware, write it into every log line of that request, and answer with X-Request-Id.',
      'Do so before anything can fail: error answers need it most.',
      'Show it in the error message that customers see, so that they can quote it.',
    ],
    kits: ['request-id'],
  },
});

/** How many examples one finding shows. */
const EXAMPLES = 5;

/** One product has one habit: all that was seen is one question, not one for each operation. */
function together(answers: Gathered<ResponseIdData>): Gathered<readonly Evidence<ResponseIdData>[]> {
  const [first] = answers.evidence;
  if (first === undefined) return { evidence: [], missing: answers.missing };
  return { evidence: [{ ...first, data: answers.evidence }], missing: answers.missing };
}

function decide(all: readonly Evidence<ResponseIdData>[]): Decision {
  const seen = all.map((one) => one.data);
  const without = seen.filter((one) => one.where === undefined);
  if (without.length > 0) {
    return broken({
      where: 'API',
      key: 'no-request-id',
      what: `${without.length === seen.length ? 'No API answer carries' : `${without.length} of ${seen.length} sorts of API answers do not carry`} a request id, for example ${without[0]?.line ?? ''}: its log line cannot be found.`,
      exhibits: exhibits(without, 'an answer without an id'),
    });
  }
  const repeated = seen.filter((one) =>
    seen.some((other) => other.exchange !== one.exchange && other.id === one.id && other.where === one.where),
  );
  if (repeated.length === 0) return held;
  return broken({
    where: 'API',
    key: 'same-request-id',
    what: `Different API answers carry the same request id (${repeated[0]?.where ?? ''}: ${repeated[0]?.id ?? ''}), so it leads to no single log line.`,
    exhibits: exhibits(repeated, 'an answer with an id that others have too'),
  });
}

function exhibits(seen: readonly ResponseIdData[], role: string): readonly Exhibit[] {
  return seen
    .slice(0, EXAMPLES)
    .map(({ exchange, id }) => ({ exchange, role, marks: id === undefined ? [] : [id] }));
}
