import { createHmac, randomBytes } from 'node:crypto';
import type { Target } from '../core/target.ts';
import { loginFields } from '../intake/login-fields.ts';
import type { Secrets } from './secrets.ts';
import type { Vault } from './vault.ts';

/** What is put in for `{{password}}` and `{{newPassword}}` of an account: placeholders, never values. */
export interface Passwords {
  /** The password that the account has to begin with. */
  current(account: string): string | undefined;
  /** The one that it is changed to. */
  next(account: string): string | undefined;
}

interface PasswordOptions {
  readonly target: Target;
  readonly vault: Vault;
  readonly secrets: Secrets;
  readonly seed: string;
}

/**
 * Passwords of identities come from the target file. The new one is derived from the old one and the run's seed: a run that
 * is killed before it has changed the password back can do so when it is resumed, and the run's folder alone tells nobody.
 * Accounts that the run itself signs up get passwords that nobody else ever learns.
 */
export function createPasswords({ target, vault, secrets, seed }: PasswordOptions): Passwords {
  const ownKey = randomBytes(32);

  function current(account: string): string | undefined {
    const spec = target.identities[account];
    const documented = target.documented.find((one) => one.user === account);
    if (documented !== undefined) return secrets.text(documented.password);
    if (spec === undefined) return vault.keep(derive(ownKey, account), `${account}-password`);
    if (spec.credential.kind !== 'login') return undefined;
    const { password } = loginFields(spec.credential.login);
    return password === undefined ? undefined : secrets.text(password);
  }

  return {
    current,
    next(account) {
      const old = current(account);
      if (old === undefined) return undefined;
      return vault.keep(derive(vault.reveal(old), `${seed}/${account}`), `${account}-new-password`);
    },
  };
}

/** Twenty random characters, and one of each kind that products ask for. */
function derive(key: Buffer | string, text: string): string {
  return `Lr7!${createHmac('sha256', key).update(text).digest('base64url').slice(0, 20)}`;
}
