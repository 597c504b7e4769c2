import { defineCheck, gate, row, step } from '../../core/check.ts';
import { advice, decideEach, held, type Decision } from '../../core/verdict.ts';
import { ResponseSecret, type ResponseSecretData } from '../../evidence/response-secret.ts';
import { decideSighting } from './sightings.ts';

/** No answer of the API holds a credential of a vendor. */
export const secretsInResponses = defineCheck({
  id: 'secrets/responses',
  decides: [row('secrets'), gate('secrets'), step('B3'), step('M3'), step('H1'), step('I2'), step('C3')],
  title: 'No answer of the API holds a credential',
  why: 'Whatever an answer holds, every customer can read in the developer tools of a browser.',
  passes:
    'Every answer of the run, errors included, was searched for the shapes that vendors document. A new key may be shown to the one who asked for it, once.',
  sources: [
    { article: 'b2b-onboarding', step: 3 },
    { article: 'marketplace-onboarding', step: 3 },
    { article: 'team-handover', step: 1 },
    { article: 'internal-ops', step: 2 },
    { article: 'first-100-members', step: 3 },
    { owasp: 'API3:2023' },
    { cwe: 200 },
  ],
  needs: { answers: ResponseSecret },
  judge: ({ answers }) => decideEach(answers, decide),
  fix: {
    minutes: 45,
    deliverable: 'secret-audit',
    steps: [
      'Call the vendor from the server and send the browser the result, not the key.',
      'Answer with a list of named fields, never with a whole record or configuration; show a stored key as its last four characters.',
      'Change the key at the vendor: it has been seen.',
    ],
  },
});

/** Shown again to their owner by many products on purpose: the page that sets up a webhook. */
const SHOWN_ON_PURPOSE = new Set(['webhook-secret']);

function decide({ where, exchange, to, sighting }: ResponseSecretData): Decision {
  if (sighting === undefined || to === 'issued') return held;
  const exhibits = [{ exchange, role: 'the answer', marks: [] }];
  const decision = decideSighting(sighting, `the answer of ${where}`, { exposed: to === 'open', exhibits });
  if (decision.kind !== 'broken') return decision;
  const finding = { ...decision.finding, where };
  return to === 'shown' && SHOWN_ON_PURPOSE.has(sighting.rule)
    ? advice(finding)
    : { kind: 'broken', finding };
}
