import { defineCheck, gate, row, step } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { ResetToken, type MailedTokenData } from '../../evidence/mailed-token.ts';
import { succeeded } from '../../evidence/seen.ts';
import { called, exhibits, shortfall } from '../exhibits.ts';

/** Only the token of the mail sets a new password, and once. */
export const resetToken = defineCheck({
  id: 'authentication/reset-token',
  decides: [
    row('authentication'),
    gate('authentication'),
    step('B1'),
    step('M1'),
    step('H2'),
    step('I1'),
    step('C1'),
  ],
  title: 'Only the mailed token sets a new password, and only once',
  why: 'Whoever can set a new password without the mail owns every account whose address they know.',
  passes:
    'A new password is refused without a token, with an empty, changed or used one, and with one of another account, while the token of the mail works once.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { article: 'team-handover', step: 2 },
    { article: 'internal-ops', step: 1 },
    { article: 'first-100-members', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 640 },
    { cve: 'CVE-2026-41276' },
  ],
  needs: { tokens: ResetToken },
  judge: ({ tokens }) => decideEach(tokens, decide),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Refuse a request whose token is no text of the expected length, before looking anything up.',
      'Find the account by the hash of the token, never by its address, and compare purpose and end.',
      'Delete the token, and every other one of the account, in the transaction that sets the password.',
    ],
  },
  absentKey: 'passwords',
});

function decide(data: MailedTokenData): Decision {
  const { person, operation, variant, genuine, attempt, entered, again } = data;
  if (!succeeded(genuine)) return undecided(`the token of the mail did not work: ${shortfall(genuine)}`);
  if (!attempt.answered) return undecided(`${variant}: ${shortfall(attempt)}`);
  if (data.because !== undefined) return undecided(`${variant}: ${data.because}`);
  if (entered === undefined) return held;
  if (!succeeded(entered)) return undecided(`${variant}: ${shortfall(entered)}`);
  if (again?.entered === undefined || !succeeded(again.entered))
    return undecided(`${variant} set a new password once, and not again`);
  return broken({
    where: operation,
    what: `${operation} set a new password for ${called(person)} with ${variant}: whoever sent it could log in.`,
    key: variant,
    exhibits: exhibits(
      ['with the token of the mail', genuine],
      [variant, attempt],
      ['in the account, with the new password', entered],
      ['the same again', again.attempt],
      ['in the account again', again.entered],
    ),
  });
}
