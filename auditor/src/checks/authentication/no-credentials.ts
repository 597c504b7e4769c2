import { defineCheck, gate, row, step } from '../../core/check.ts';
import type { Gathered } from '../../core/evidence.ts';
import type { Finding } from '../../core/finding.ts';
import { allOf, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import {
  AnonymousCall,
  PublicAnswer,
  type AnonymousCallData,
  type PublicAnswerData,
} from '../../evidence/anonymous-call.ts';
import { AnonymousRead, type ReadAttempt } from '../../evidence/object-read.ts';
import { AnonymousWrite } from '../../evidence/object-write.ts';
import { succeeded } from '../../evidence/seen.ts';
import { decideRead, decideWrite } from '../access.ts';
import { reason, suspicion } from '../doors.ts';
import { called, exhibits, shortfall } from '../exhibits.ts';

/** Protected routes answer nobody without a valid credential. */
export const noCredentials = defineCheck({
  id: 'authentication/no-credentials',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
  ],
  title: 'Protected routes answer nobody without a valid credential',
  why: 'A route that forgot its guard hands conversations, files and settings to anyone who finds its address.',
  passes:
    'Every operation that is not declared public refuses a call without a credential and one with a garbage token, while the same call works for its owner; nothing is read, changed or removed by it.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { owasp: 'API5:2023' },
    { cwe: 306 },
    { cwe: 862 },
  ],
  needs: { reads: AnonymousRead, writes: AnonymousWrite, calls: AnonymousCall, publics: PublicAnswer },
  judge: ({ reads, writes, calls, publics }) => {
    const parts = [
      decideEach(reads, decideRead),
      decideEach(writes, decideWrite),
      decideEach(calls, decideCall),
      decideEach(publics, decidePublic),
    ];
    // A product without public routes, or without anything to create, has nothing to ask there.
    const all = allOf(parts.filter((one) => one.decided + one.undecided.length > 0));
    return { ...all, findings: [...all.findings, ...likely(reads, calls)] };
  },
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Put one guard in front of all routes, and list the exceptions.',
      'Check the session again where the data is read: a middleware can be walked around.',
      'Declare in routes.public what is meant to be open.',
    ],
  },
});

/** Open doors without a proof stay open as a question, and are told as well. */
function likely(reads: Gathered<ReadAttempt>, calls: Gathered<AnonymousCallData>): readonly Finding[] {
  const openReads = reads.evidence.filter(
    ({ data }) => data.door === 'open' && !data.ownerControl.canary && succeeded(data.ownerControl),
  );
  const openCalls = calls.evidence.filter(
    ({ data }) => data.attempt.state === 'open' && succeeded(data.control),
  );
  const told = [
    decideEach({ evidence: openReads, missing: [] }, ({ operation, variant, attack }) =>
      suspicion(operation, openDoor(operation), `status|${variant}`, [attack]),
    ),
    decideEach({ evidence: openCalls, missing: [] }, ({ operation, credential, attempt }) =>
      suspicion(operation, openDoor(operation), `status|${credential}`, [attempt.seen]),
    ),
  ];
  return told.flatMap((one) => one.findings);
}

function openDoor(operation: string): string {
  return `${operation} answers without a valid credential as it answers a customer; nothing planted shows up in it, so this is no proof.`;
}

function decideCall({ operation, person, control, attempt }: AnonymousCallData): Decision {
  if (!succeeded(control))
    return undecided(`${called(person)}'s own call did not work: ${shortfall(control)}`);
  if (attempt.state === 'shut') return held;
  if (attempt.state === 'unclear') return undecided(reason(operation, attempt));
  return undecided(openDoor(operation), `routes:\n  public: [${operation}]   # if it is meant to be open`);
}

/** What is declared public may answer; what somebody keeps private must not be in it. */
function decidePublic({ operation, answer, again, leaks, unlisted }: PublicAnswerData): Decision {
  if (!answer.answered) return undecided(shortfall(answer));
  if (!answer.canary) return held;
  if (again?.canary !== true)
    return undecided(`${answer.line} showed a planted word once, and not when asked again`);
  const whose = leaks.map(called).join(' and ');
  return broken({
    where: operation,
    what: `${operation} ${unlisted === true ? 'stands in no list, only in the scripts of the front end,' : 'is public'} and answers nobody with words from private objects of ${whose}.`,
    key: 'public',
    exhibits: exhibits(['the answer to nobody', answer], ['the same again', again]),
  });
}
