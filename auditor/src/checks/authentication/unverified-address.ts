import { defineCheck, row, step } from '../../core/check.ts';
import { advice, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { UnverifiedAddress, type UnverifiedAddressData } from '../../evidence/account-entry.ts';
import { succeeded } from '../../evidence/seen.ts';
import { reason } from '../doors.ts';
import { exhibits, shortfall } from '../exhibits.ts';

/** An account does nothing before its address is confirmed. */
export const unverifiedAddress = defineCheck({
  id: 'authentication/unverified-address',
  // Not the gate: no article asks for confirmed addresses, and many products let people look around first.
  decides: [row('authentication'), step('B1'), step('M1')],
  title: 'An account gets in only after its address is confirmed',
  why: 'Whoever signs up with somebody else’s address gets that person’s invitations, and the domain’s trust.',
  passes:
    'A fresh account is refused until the link or code of its mail was used. Where the target file does not say that it must be (`signup.unverified: out`), being let in is advice.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'marketplace-onboarding', step: 1 },
    { owasp: 'API2:2023' },
    { cwe: 287 },
  ],
  needs: { accounts: UnverifiedAddress },
  judge: ({ accounts }) => decideEach(accounts, decide),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: [
      'Refuse the log-in of an account whose address is not confirmed, and open no session at sign-up.',
      'Where people may look around first, keep invitations, shared data and everything that goes by the mail domain back until then.',
    ],
  },
  absentKey: 'signup',
});

function decide(data: UnverifiedAddressData): Decision {
  const { operation, route, signUp, entered, again, confirmed, said } = data;
  if (!signUp.answered || (signUp.status ?? 500) >= 400)
    return undecided(`the sign-up did not work: ${shortfall(signUp)}`);
  if (entered?.state === 'unclear') return undecided(reason('before the address was confirmed', entered));
  if (entered?.state === 'open') {
    if (said === 'in') return held;
    if (again?.state !== 'open') return undecided(`${entered.seen.line} let it in once, and not again`);
    const finding = {
      where: route,
      what: `an account that was just signed up at ${operation} got in at ${route} before its address was confirmed.`,
      key: 'unverified',
      exhibits: exhibits(
        ['the sign-up', signUp],
        ['in the account, mail not followed', entered.seen],
        ['once more', again.seen],
      ),
    };
    return said === 'out' ? broken(finding) : advice(finding);
  }
  if (confirmed !== undefined && succeeded(confirmed)) return held;
  const why = confirmed === undefined ? (data.because ?? 'it could not log in') : shortfall(confirmed);
  return undecided(`nothing shows that the account works once its address is confirmed: ${why}`);
}
