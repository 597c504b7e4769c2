import { defineCheck, gate, row, step } from '../../core/check.ts';
import { allOf, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import {
  AccountAssignment,
  ObjectAssignment,
  type AccountAssignmentData,
  type ObjectAssignmentData,
} from '../../evidence/assignment.ts';
import { succeeded } from '../../evidence/seen.ts';
import { called, exhibits, shortfall } from '../exhibits.ts';

/** Nobody sets owner, tenant or privileges by a field of their own adding. */
export const massAssignment = defineCheck({
  id: 'authorization/mass-assignment',
  decides: [row('authorization'), gate('authorization'), step('B2'), step('M2'), step('H3'), step('C2')],
  title: 'Nobody sets owner, tenant or privileges by an extra field',
  why: "A product that stores whatever fields it is sent lets a customer plant records in another customer's account, or make themselves an admin on the paid plan.",
  passes:
    'Objects made or changed with the owner, tenant, id or parent of somebody else in the body stay where they belong, as that person reads it; and the sender’s role, tier and flags read as before.',
  sources: [
    { article: 'b2b-onboarding', step: 2 },
    { article: 'marketplace-onboarding', step: 2 },
    { article: 'team-handover', step: 3 },
    { article: 'first-100-members', step: 2 },
    { owasp: 'API3:2023' },
    { cwe: 915 },
    { cve: 'CVE-2026-46441' },
    { cve: 'CVE-2026-41277' },
  ],
  needs: { objects: ObjectAssignment, accounts: AccountAssignment },
  judge: ({ objects, accounts }) =>
    allOf([decideEach(objects, decideObject), decideEach(accounts, decideAccount)]),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Name the fields that a request may set; refuse or drop all others. Never spread a whole body into a record.',
      'Take owner and tenant from the session, after everything else.',
      'In nested writes accept ids only, and load each as the caller before connecting it.',
    ],
  },
});

function decideObject(data: ObjectAssignmentData): Decision {
  const { victim, attacker, operation, resource, variant, attack, after, again, effect } = data;
  if (data.plainAbroad.canary) {
    return undecided(
      `${victim.name} sees what ${attacker.name} makes by ${operation} without any extra field as well`,
    );
  }
  if (effect === 'given' || effect === 'taken') {
    if (again?.canary !== true)
      return undecided(`${after.line} showed the effect once, and not when asked again`);
    const what =
      effect === 'given'
        ? `put a ${resource} of its own writing before ${victim.name}`
        : `pulled what ${victim.name} wrote into its own ${resource}`;
    const whose = victim.tenant === undefined ? '' : ` (${victim.tenant})`;
    return broken({
      where: operation,
      what: `${called(attacker)} ${what}${whose}: ${operation} with ${variant}, and ${after.line} shows the word.`,
      key: `assign|${effect}`,
      exhibits: exhibits(
        ['without the extra fields', data.plain],
        ['what follows from it', data.plainAbroad],
        [`with ${variant}`, attack],
        ['what follows from it', after],
        ['once more', again],
      ),
    });
  }
  if (!succeeded(data.plain))
    return undecided(`${operation} did not work without extra fields either: ${shortfall(data.plain)}`);
  if (!data.plainOwn.canary)
    return undecided(
      `${attacker.name} does not see again what it wrote by ${operation}: ${shortfall(data.plainOwn)}`,
    );
  if (!data.victimControl.canary)
    return undecided(
      `${victim.name}'s own read does not show what was planted: ${shortfall(data.victimControl)}`,
    );
  if (!attack.answered) return undecided(shortfall(attack));
  if (!after.answered) return undecided(shortfall(after));
  if (effect === 'lost') {
    return undecided(
      `${attack.line} with ${variant}: neither ${attacker.name} nor ${victim.name} sees what became of it`,
    );
  }
  return held;
}

function decideAccount(data: AccountAssignmentData): Decision {
  const { person, operation, variant, witness, attack, gained } = data;
  if (gained.length > 0) {
    const lasting = gained.filter((one) => data.gainedAgain?.includes(one) ?? false);
    if (lasting.length === 0)
      return undecided(`${witness} showed ${gained.join(', ')} once, and not when asked again`);
    return broken({
      where: operation,
      what: `${called(person)} gave themselves ${lasting.join('; ')}: ${operation} with ${variant}, and ${witness} says so in a new session.`,
      key: 'account',
      exhibits: exhibits(
        ['before', data.before],
        [`with ${variant}`, attack],
        ['after, in a new session', data.after],
        ['once more', data.again],
      ),
    });
  }
  if (!data.readable) return undecided(`${witness} could not be read afterwards: ${shortfall(data.after)}`);
  if (!attack.answered) return undecided(shortfall(attack));
  return data.plainWorks
    ? held
    : undecided(`nothing shows that ${operation} was reached as it must be: ${shortfall(data.plain)}`);
}
