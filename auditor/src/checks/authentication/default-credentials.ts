import { defineCheck, gate, row, step } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { DefaultAccount, type DefaultAccountData } from '../../evidence/account-entry.ts';
import { succeeded } from '../../evidence/seen.ts';
import { reason } from '../doors.ts';
import { exhibits, shortfall } from '../exhibits.ts';

/** No account of the documentation works. */
export const defaultCredentials = defineCheck({
  id: 'authentication/default-credentials',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
  ],
  title: 'No account from the documentation works',
  why: 'Whoever has read the README, or its copy in an old repository, logs in as your administrator.',
  passes: 'Every account that the documentation names is refused with the password that stands there.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API8:2023' },
    { cwe: 1392 },
  ],
  needs: { accounts: DefaultAccount },
  judge: ({ accounts }) => decideEach(accounts, decide),
  fix: {
    minutes: 20,
    deliverable: 'hardening',
    steps: [
      'Delete the account, or set a password that stands nowhere.',
      'Let the first start ask for the administrator’s address and password, or print a random one once.',
    ],
  },
  absentKey: 'documented',
});

function decide({ user, operation, control, entered, again }: DefaultAccountData): Decision {
  if (!succeeded(control)) return undecided(`an ordinary account does not get in: ${shortfall(control)}`);
  if (entered === undefined || entered.state === 'shut') return held;
  if (entered.state === 'unclear') return undecided(reason(`as ${user}`, entered));
  if (again?.state !== 'open') return undecided(`${user} got in once, and not again`);
  return broken({
    where: operation,
    what: `${user} got in with the password of the documentation.`,
    key: user,
    exhibits: exhibits(
      ['an ordinary account', control],
      [`as ${user}`, entered.seen],
      ['once more', again.seen],
    ),
  });
}
