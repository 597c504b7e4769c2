import type { Target } from '../core/target.ts';
import type { SignOrder } from './lane.ts';
import type { Secrets } from './secrets.ts';
import type { Vault } from './vault.ts';
import { SIGNERS, wrongKey } from './webhook-signature.ts';

/** Signs as the sender of one of the target's webhooks would. The secret is looked up here and goes nowhere else. */
export type SignDelivery = (
  order: SignOrder,
  sent: { readonly body: string; readonly url: string },
) => Readonly<Record<string, string>>;

interface SignerOptions {
  readonly target: Target;
  readonly secrets: Secrets;
  readonly vault: Vault;
  readonly wallClock: () => number;
}

export function createSigner({ target, secrets, vault, wallClock }: SignerOptions): SignDelivery {
  return (order, { body, url }) => {
    const hook = target.webhooks?.in.find(({ post }) => post === order.hook);
    if (hook === undefined || hook.dialect === 'unknown') return {};
    const secret = vault.reveal(secrets.text(hook.secret));
    const timestamp = String(Math.floor(wallClock() / 1_000) - (order.ageSeconds ?? 0));
    const headers = SIGNERS[hook.dialect]({
      id: order.id,
      timestamp,
      body: order.over ?? body,
      key: order.key === 'wrong' ? wrongKey(secret) : secret,
      url,
      ...(hook.header === undefined ? {} : { header: hook.header }),
    });
    return order.key === 'empty' ? emptied(headers) : headers;
  };
}

/** The header is there and says nothing. */
function emptied(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, /signature|hmac/.test(name) ? '' : value]),
  );
}
