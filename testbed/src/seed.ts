import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChatbotProcess } from './chatbot-process.ts';
import { expiredToken } from './expired-token.ts';
import { founderClient } from './founder-client.ts';
import { invite, signUp, type Person } from './people.ts';
import { expiredVariable, passwordVariable, targetFile } from './target-file.ts';

/** Everything that an audit of a chatbot needs. */
export interface Seeded {
  /** Path of `launch-ready.yaml`. */
  readonly targetFile: string;
  /** Passwords and tokens by the variables that the target file names; nowhere on disk. */
  readonly env: { readonly [name: string]: string };
}

/**
 * Prepares an audit as a founder would: two customers who sign up, colleagues who are invited, a token kept from yesterday, and
 * the file that describes it all.
 */
export async function seed(chatbot: ChatbotProcess, directory: string): Promise<Seeded> {
  mkdirSync(directory, { recursive: true });
  const client = founderClient(chatbot.url, chatbot.outbox);
  const ana = await signUp(client, 'ana', 'acme');
  const bea = await signUp(client, 'bea', 'globex');
  const ben = await invite(client, ana, { name: 'ben', company: 'acme', role: 'member' });
  const tom = await invite(client, ana, { name: 'tom', company: 'acme', role: 'member' });
  const people = { ana, ben, bea, tom };

  const openapi = await client.send({ method: 'GET', path: '/api/openapi.json' });
  writeFileSync(join(directory, 'openapi.json'), JSON.stringify(openapi, null, 2));
  copyFileSync(chatbot.promptFile, join(directory, 'prompt.txt'));
  // The log grows while the audit runs.
  symlinkSync(join(chatbot.directory, 'chatbot.log'), join(directory, 'chatbot.log'));
  const path = join(directory, 'launch-ready.yaml');
  writeFileSync(path, targetFile({ url: chatbot.url, people }));
  return { targetFile: path, env: await secretsOf(Object.values(people), chatbot.jwtSecret) };
}

/** A password and yesterday's token for each. */
async function secretsOf(people: readonly Person[], jwtSecret: string): Promise<Seeded['env']> {
  const secrets: Record<string, string> = {};
  for (const { name, password, token } of people) {
    secrets[passwordVariable(name)] = password;
    secrets[expiredVariable(name)] = await expiredToken(token, jwtSecret);
  }
  return secrets;
}
