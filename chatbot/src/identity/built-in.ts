import { asSystem } from '../data/scoped.ts';
import type { Services } from '../services.ts';
import { createAccount } from './create-account.ts';
import { hashPassword } from './passwords.ts';

/** Creates the accounts that the policy says every installation has: none, by default. */
export async function createBuiltInAccounts({ policies, config, db }: Services): Promise<void> {
  for (const { email, password, workspaceName } of policies.accounts.builtIn()) {
    const passwordHash = await hashPassword(password, config.passwords);
    const account = {
      email,
      name: workspaceName,
      passwordHash,
      workspaceName,
      role: 'owner',
      verifiedAt: new Date(),
    } as const;
    await asSystem(db, (transaction) => createAccount(transaction, account));
  }
}
