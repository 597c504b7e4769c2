import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Lane } from '../../io/lane.ts';
import { accountAsk, ACCOUNT_REQUESTS, sendAccount, type AccountRequest } from './request.ts';
import { LOGIN_REQUESTS } from './revocation.ts';

/** Changing and changing back: a session for each, and a log-in that shows whether it worked. */
export const CHANGE_REQUESTS = 2 * ACCOUNT_REQUESTS + 4 * LOGIN_REQUESTS;

interface ChangedPassword {
  /** Changes the password in a session of its own; the answer, or why nothing was changed. */
  change(): Promise<Exchange | { readonly because: string }>;
  changeBack(): Promise<void>;
}

/**
 * The password of a disposable identity, changed for a while. What has to be put right stands in the journal before anything
 * is changed, so that nobody is locked out when the run is stopped or killed halfway.
 */
export function changedPassword(lane: Lane, name: string, spec: AccountRequest): ChangedPassword {
  const owed = oweOldPassword(lane, name, spec);
  return {
    async change() {
      const session = await lane.login(name);
      if (session.kind === 'failed') return { because: `${name} could not log in: ${session.because}` };
      owed.owe();
      const exchange = await sendAccount(lane, spec, {
        as: session.credential,
        secretsOf: name,
        label: `${name}, changing the password`,
      });
      if ((answerOf(exchange)?.status ?? 500) >= 400) return exchange;
      const changed = await lane.login(name, { newPassword: true });
      return changed.kind === 'logged-in'
        ? exchange
        : {
            because: `the change of the password had no effect: the new one does not log in (${changed.because})`,
          };
    },
    changeBack: () => owed.payBack(),
  };
}

interface OldPassword {
  owe(): void;
  payBack(): Promise<void>;
}

/** Sets the old password again by the product's own form for changing it. */
export function oweOldPassword(lane: Lane, name: string, spec: AccountRequest): OldPassword {
  const what = `the password of ${name}`;
  const back = { password: '{{newPassword}}', newPassword: '{{password}}' };
  return {
    owe: () =>
      lane.owe({
        what,
        ask: { ...accountAsk(spec, back), secretsOf: name },
        login: { identity: name, newPassword: true },
        ...(spec.csrf === undefined ? {} : { csrf: spec.csrf }),
      }),
    async payBack() {
      const session = await lane.login(name, { newPassword: true });
      if (session.kind === 'logged-in') {
        await sendAccount(lane, spec, {
          as: session.credential,
          secretsOf: name,
          values: back,
          label: `${name}, changing the password back`,
        });
      }
      // Only a log-in shows that the account is as it was; else the clean-up tries once more, and says so if it cannot.
      const usual = await lane.login(name);
      if (usual.kind === 'logged-in') lane.settle(what);
    },
  };
}
