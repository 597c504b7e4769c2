import { createHash } from 'node:crypto';
import { accounts } from './accounts.ts';
import { budgets } from './budgets.ts';
import { conversations } from './conversations.ts';
import { formerMembers } from './former-members.ts';
import { hooks } from './hooks.ts';
import { labels } from './labels.ts';
import { security } from './security.ts';
import { tools } from './tools.ts';
import { workbench } from './workbench.ts';

/** Every migration in order; a released one is never edited, only followed. */
export const MIGRATIONS: Readonly<Record<string, readonly string[]>> = {
  '001-accounts': accounts,
  '002-conversations': conversations,
  '003-security': security,
  '004-workbench': workbench,
  '005-labels': labels,
  '006-budgets': budgets,
  '006-hooks': hooks,
  '006-tools': tools,
  '007-former-members': formerMembers,
};

/** Changes whenever any statement does; names the cached empty database. */
export const migrationsDigest = (): string =>
  createHash('sha256').update(JSON.stringify(MIGRATIONS)).digest('hex').slice(0, 16);
