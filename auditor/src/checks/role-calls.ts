import type { Gathered } from '../core/evidence.ts';
import { advice, broken, decideEach, held, undecided, type Decision, type Verdict } from '../core/verdict.ts';
import type { RoleCallData } from '../evidence/role.ts';
import { succeeded } from '../evidence/seen.ts';
import { reason, suspicion } from './doors.ts';
import { called, exhibits, shortfall } from './exhibits.ts';

/** Judges whether operations that are kept for some roles, or plans, refuse everybody else. */
export function judgeCalls(calls: Gathered<RoleCallData>): Verdict {
  const all = decideEach(calls, decide);
  // Let in by status alone: told, and still open as a question.
  const likely = calls.evidence.filter(({ data }) => data.insiderIn && letInWithoutProof(data));
  const told = decideEach({ evidence: likely, missing: [] }, (data) =>
    suspicion(data.operation, letIn(data), `role|${data.caller.role ?? ''}|likely`, [data.attempt.seen]),
  );
  return { ...all, findings: [...all.findings, ...told.findings] };
}

function decide(data: RoleCallData): Decision {
  const { insider, caller, control, callerControl, attempt, effect } = data;
  if (provenOpen(data)) return decideOpen(data);
  // What somebody who may has really done needs no control beside it.
  if (data.permitted && effect === 'changed') return held;
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
