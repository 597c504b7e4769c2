import { defineCheck, gate, row, step } from '../../core/check.ts';
import { advice, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { RoleCall, type RoleCallData } from '../../evidence/role.ts';
import { succeeded } from '../../evidence/seen.ts';
import { reason, suspicion } from '../doors.ts';
import { called, exhibits, shortfall } from '../exhibits.ts';

/** Operations kept for a role refuse every other. */
export const roleMatrix = defineCheck({
  id: 'authorization/role-matrix',
  decides: [row('authorization'), gate('authorization'), step('C2'), step('I1')],
  title: 'Operations kept for a role refuse every other',
  why: "Hiding a button is no protection: a member who knows the address reads the admin's page.",
  passes:
    'Each operation of expect.roles gives people of other roles nothing that only the allowed ones see, while it works for those.',
  sources: [
    { article: 'first-100-members', step: 2 },
    { article: 'internal-ops', step: 1 },
    { owasp: 'API5:2023' },
    { cwe: 862 },
    { cwe: 285 },
  ],
  needs: { calls: RoleCall },
  judge: ({ calls }) => {
    const all = decideEach(calls, decide);
    // Let in by status alone: told, and still open as a question.
    const likely = calls.evidence.filter(({ data }) => data.insiderIn && letInWithoutProof(data));
    const told = decideEach({ evidence: likely, missing: [] }, (data) =>
      suspicion(data.operation, letIn(data), `role|${data.caller.role ?? ''}|likely`, [data.attempt.seen]),
    );
    return { ...all, findings: [...all.findings, ...told.findings] };
  },
  absentKey: 'roles',
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Name the allowed roles beside each handler and check them on the server.',
      'Deny what is not named.',
      'Keep a test that calls every admin route as a member.',
    ],
  },
});

function decide(data: RoleCallData): Decision {
  const { insider, caller, control, callerControl, attempt, effect } = data;
  if (provenOpen(data)) return decideOpen(data);
  if (!data.insiderIn) {
    return undecided(`${called(insider)}, whose role may, was not let in: ${shortfall(control)}`);
  }
  if (callerControl === undefined || !succeeded(callerControl)) {
    const why = callerControl === undefined ? 'nothing was asked' : shortfall(callerControl);
    return undecided(`nothing shows that ${caller.name}'s credential works: ${why}`);
  }
  if (data.permitted) return decidePermitted(data);
  if (effect === 'unclear') return undecided(`what ${caller.name} did cannot be read back`);
  if (effect === 'none') return held;
  if (attempt.state === 'shut') return held;
  if (attempt.state === 'unclear') return undecided(reason(caller.name, attempt));
  return undecided(letIn(data));
}

function provenOpen(data: RoleCallData): boolean {
  return !data.permitted && (data.privateValues > 0 || data.attempt.seen.canary || data.effect === 'changed');
}

function letInWithoutProof(data: RoleCallData): boolean {
  return !data.permitted && !provenOpen(data) && data.effect === undefined && data.attempt.state === 'open';
}

function letIn({ operation, caller, allowed, attempt }: RoleCallData): string {
  return `${called(caller)}, a ${caller.role ?? 'person without a role'}, was let into ${operation} (${String(attempt.seen.status)}), which is for ${allowed.join(' and ')}; nothing in the answer proves whose it is.`;
}

function decideOpen(data: RoleCallData): Decision {
  const { operation, allowed, insider, caller, control, attempt, again, effect } = data;
  if (effect === undefined && again?.state !== 'open') {
    return undecided(`${attempt.seen.line} was let in once, and not when asked again`);
  }
  const shown =
    effect === 'changed'
      ? `${insider.name}'s own read shows the change`
      : `it answered with what otherwise only ${insider.name} (${insider.role ?? 'allowed'}) sees`;
  return broken({
    where: operation,
    what: `${called(caller)}, a ${caller.role ?? 'person without a role'}, used ${operation}, which is for ${allowed.join(' and ')}: ${shown}.`,
    key: `role|${caller.role ?? ''}`,
    exhibits: exhibits(
      [`${insider.name}'s own call`, control],
      [`${caller.name}'s call`, attempt.seen],
      ['the same again', again?.seen],
    ),
  });
}

/** Somebody who may and cannot is a nuisance, no danger. */
function decidePermitted({ operation, allowed, caller, attempt }: RoleCallData): Decision {
  if (attempt.state !== 'shut') return held;
  return advice({
    where: operation,
    what: `${called(caller)} is ${caller.role ?? 'allowed'} and was refused by ${operation}, which is for ${allowed.join(' and ')}.`,
    key: `role|${caller.role ?? ''}|refused`,
    exhibits: exhibits([`${caller.name}'s call`, attempt.seen]),
  });
}
