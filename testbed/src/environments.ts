import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the variables of the two environments lie, beside the target file. */
export const ENVIRONMENTS = { staging: './staging.env', production: './production.env' } as const;

/** Writes what a careful team has: the same variables, with secrets and addresses of their own. */
export function writeEnvironments(directory: string): void {
  for (const [stage, file] of Object.entries(ENVIRONMENTS)) {
    const host = stage === 'production' ? 'chatbot.example' : 'staging.chatbot.example';
    const lines = [
      `PUBLIC_URL=https://app.${host}`,
      `APP_ORIGINS=https://www.${host}`,
      `JWT_SECRET=${randomBytes(48).toString('base64url')}`,
      `DATABASE_URL=postgres://chatbot:${randomBytes(18).toString('hex')}@db.${host}:5432/chatbot`,
      'TRUSTED_PROXIES=1',
    ];
    writeFileSync(join(directory, file), `${lines.join('\n')}\n`, { mode: 0o600 });
  }
}
