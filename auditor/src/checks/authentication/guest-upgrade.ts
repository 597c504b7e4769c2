import { defineCheck, gate, row, step } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { GuestUpgrade, type GuestUpgradeData } from '../../evidence/account-entry.ts';
import { called, exhibits, shortfall } from '../exhibits.ts';

/** A guest becomes somebody only with that person's password. */
export const guestUpgrade = defineCheck({
  id: 'authentication/guest-upgrade',
  decides: [row('authentication'), gate('authentication'), step('B1'), step('M1'), step('C1')],
  title: 'A guest continues as somebody only with their password',
  why: 'A trial that can be continued under any address is a way into every account.',
  passes: 'A guest who names an account is refused with a wrong password, and let in with the right one.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 287 },
  ],
  needs: { upgrades: GuestUpgrade },
  judge: ({ upgrades }) => decideEach(upgrades, decide),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: [
      'Where a guest names an address that has an account, let them log in as everybody does, and move the guest’s work over afterwards.',
      'Where the address is new, confirm it by mail before the guest’s session becomes an account.',
    ],
  },
  absentKey: 'guests',
});

function decide(data: GuestUpgradeData): Decision {
  const { person, operation, guest, genuine, attack, again } = data;
  if (guest.isVictim) return undecided(`a guest is ${person.name} to begin with`);
  if (!genuine.isVictim)
    return undecided(
      `not even the right password makes the guest ${person.name}: ${shortfall(genuine.upgrade)}`,
    );
  if (!attack.upgrade.answered) return undecided(shortfall(attack.upgrade));
  if (attack.entered !== undefined && !attack.entered.answered) return undecided(shortfall(attack.entered));
  if (!attack.isVictim) return held;
  if (again?.isVictim !== true)
    return undecided(`a guest became ${person.name} once with a wrong password, and not again`);
  return broken({
    where: operation,
    what: `a guest became ${called(person)} at ${operation} with a wrong password.`,
    key: 'guest',
    exhibits: exhibits(
      ['the guest before', guest.entered],
      ['continuing with a wrong password', attack.upgrade],
      [`as ${person.name} now`, attack.entered],
      ['the same with another guest', again.upgrade],
      [`as ${person.name} again`, again.entered],
    ),
  });
}
