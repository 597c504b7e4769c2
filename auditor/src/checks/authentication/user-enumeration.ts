import { defineCheck, row, step } from '../../core/check.ts';
import { advice, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { AccountAnswers, type AccountAnswersData } from '../../evidence/account-answers.ts';
import { exhibits, shortfall } from '../exhibits.ts';

/** Forms do not tell strangers who has an account. */
export const userEnumeration = defineCheck({
  id: 'authentication/user-enumeration',
  // Not the gate: the articles close it to those without credentials, and knowing an address is none.
  decides: [row('authentication'), step('B1'), step('M1'), step('H2'), step('I1'), step('C1')],
  title: 'No form tells who has an account',
  why: 'A list of your customers’ addresses is where guessing passwords and forging mails in your name begins.',
  passes:
    'Log-in, sign-up, reset and resend answer the same, in status, target and text, for an address with an account and for two made-up ones.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 204 },
  ],
  needs: { answers: AccountAnswers },
  judge: ({ answers }) => decideEach(answers, decide),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Answer a wrong address and a wrong password with one and the same text, status and effort: hash a password also where there is no account.',
      'Answer a reset, a resend and a sign-up with "if …, a mail is on its way", and let the mail tell the rest.',
    ],
  },
  absentKey: 'passwords',
});

function decide(data: AccountAnswersData): Decision {
  const { operation, door, existing, existingAgain, madeUp } = data;
  const [first, second] = madeUp;
  for (const { seen } of [first, existing, second, existingAgain])
    if (!seen.answered) return undecided(`${operation}: ${shortfall(seen)}`);
  if (first.told !== second.told)
    return undecided(`${operation} answers two made-up addresses differently, so a difference says nothing`);
  const differs = existing.told !== first.told;
  if (differs !== (existingAgain.told !== first.told))
    return undecided(`${operation} answers the same address differently from one time to the next`);
  if (!differs) return held;
  const finding = {
    where: operation,
    what: `${operation} (${door}) answers ${statusOf(existing)} for an address that has an account and ${statusOf(first)} for made-up ones, with another text: anybody can find out who is a customer.`,
    key: door,
    exhibits: exhibits(
      ['a made-up address', first.seen],
      ['an address with an account', existing.seen],
      ['another made-up address', second.seen],
      ['the address with an account once more', existingAgain.seen],
    ),
  };
  // Without a mail to tell the rest by, a sign-up cannot but say that an address is taken.
  return door === 'sign-up' && !data.confirmsByMail ? advice(finding) : broken(finding);
}

function statusOf({ seen }: AccountAnswersData['existing']): string {
  return String(seen.status ?? 'nothing');
}
