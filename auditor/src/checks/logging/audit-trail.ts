import { defineCheck, step } from '../../core/check.ts';
import { advice, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { AuditTrail, type AuditTrailData } from '../../evidence/audit-trail.ts';
import { succeeded, told } from '../../evidence/response-call.ts';

/** What people with power do leaves a note that others can read. */
export const auditTrail = defineCheck({
  id: 'logging/audit-trail',
  decides: [step('I6')],
  title: 'Privileged acts can be traced',
  why: 'When a key turns up where it should not be, somebody will ask who made it and when.',
  passes:
    'A privileged act of this run stands in the audit trail a moment later, and did not stand there before.',
  sources: [{ article: 'internal-ops', step: 6 }, { cwe: 778 }],
  needs: { trail: AuditTrail },
  judge: ({ trail }) => decideEach(trail, decide),
  fix: {
    minutes: 120,
    deliverable: 'monitoring',
    steps: [
      'Write one record for each privileged act: who, when, what was done, to which object. In the same transaction, so that no act goes without.',
      'Let owners and admins of a tenant read the records of their tenant, and let nobody change them.',
    ],
  },
  absentKey: 'auditTrail',
});

function decide(data: AuditTrailData): Decision {
  const { operation, identity, act, before, quiet, after, steady, changed, mentions, readable } = data;
  if (!succeeded(act)) return undecided(`what was to be noted could not be done: ${told(act)}`);
  const unread = [before, quiet, after].find((one) => !succeeded(one));
  if (unread !== undefined) return undecided(`the audit trail could not be read: ${told(unread)}`);
  if (!readable) return undecided(`${told(after)} is no list of what was done`);
  if (mentions) return held;
  const shown = [
    { exchange: act.exchange, role: 'what was done', marks: data.marks },
    { exchange: after.exchange, role: 'the audit trail afterwards', marks: [] },
  ];
  if (!steady)
    return undecided(`the answers of ${operation} differ by themselves, and none names the object`);
  if (changed)
    return advice({
      where: operation,
      key: 'without object',
      what: `The audit trail has a new entry after ${told(act)}, which does not say which object was meant.`,
      exhibits: shown,
    });
  return broken({
    where: operation,
    key: 'no entry',
    what: `${identity} did something that needs special rights (${told(act)}), and the audit trail is as it was before.`,
    exhibits: shown,
  });
}
