import { defineCheck, gate, row, step } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { RoleChange, type RoleChangeData } from '../../evidence/role.ts';
import { called, exhibits, shortfall } from '../exhibits.ts';

/** Nobody gives themselves a higher role. */
export const roleChange = defineCheck({
  id: 'authorization/role-change',
  decides: [row('authorization'), gate('authorization'), step('C2'), step('I1')],
  title: 'Nobody gives themselves a higher role',
  why: 'A member who can make themselves admin makes every other rule worthless.',
  passes:
    'After each attempt of a low role to raise itself, by a membership or profile route or an extra field, its role reads as before.',
  sources: [
    { article: 'first-100-members', step: 2 },
    { article: 'internal-ops', step: 1 },
    { owasp: 'API3:2023' },
    { owasp: 'API5:2023' },
    { cwe: 269 },
    { cwe: 915 },
    { cve: 'CVE-2026-46441' },
  ],
  needs: { changes: RoleChange },
  judge: ({ changes }) => decideEach(changes, decide),
  absentKey: 'roles',
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Accept only the fields that a person may change; never bind a whole body to a record.',
      'Let only owners and admins change roles, and nobody their own.',
      'Read the role from the store at each request.',
    ],
  },
});

function decide(data: RoleChangeData): Decision {
  const { person, operation, variant, wanted, witness, roleBefore, roleAfter, attack } = data;
  if (roleBefore === undefined)
    return undecided(`${person.name}'s role cannot be read: ${shortfall(data.before)}`);
  if (roleBefore === wanted) return undecided(`${person.name} has the role ${wanted} already`);
  if (roleAfter === undefined)
    return undecided(`${person.name}'s role cannot be read afterwards: ${shortfall(data.after)}`);
  if (roleAfter !== roleBefore) {
    if (data.roleAgain !== roleAfter)
      return undecided(`${witness} showed the role ${roleAfter} once, and not again`);
    return broken({
      where: operation,
      what: `${called(person)} changed their own role from ${roleBefore} to ${roleAfter}: ${operation} with ${variant}, and ${witness} says so.`,
      key: `role|${variant}`,
      exhibits: exhibits(
        ['the role before', data.before],
        [variant, attack],
        ['the role after', data.after],
        ['once more', data.again],
      ),
    });
  }
  if (!attack.answered) return undecided(shortfall(attack));
  if (data.controlWorks) return held;
  const why = data.control === undefined ? 'nobody was there to try' : shortfall(data.control);
  return undecided(`nothing shows that ${operation} was reached as it must be: ${why}`);
}
