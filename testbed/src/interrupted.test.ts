import { mkdtempSync, readFileSync, readdirSync, rmSync, existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { runAuditor, startAuditor } from './auditor-process.ts';
import { startChatbot, type ChatbotProcess } from './chatbot-process.ts';
import { founderClient, linksIn } from './founder-client.ts';
import { failedChecks, scorecardOf } from './scorecard.ts';
import { seed, type Seeded } from './seed.ts';

const folder = mkdtempSync(join(tmpdir(), 'launch-ready-interrupted-'));
const runs = join(folder, 'runs');
let chatbot: ChatbotProcess;
let seeded: Seeded;

beforeAll(async () => {
  chatbot = await startChatbot({ directory: join(folder, 'chatbot') });
  seeded = await seed(chatbot, join(folder, 'target'));
});
afterAll(async () => {
  await chatbot.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ListsSchema = z.object({ conversations: z.array(z.object({ id: z.string() })) });

async function conversationsOfAna(): Promise<number> {
  const client = founderClient(chatbot.url, linksIn(chatbot.outbox));
  const session = await client.send({
    method: 'POST',
    path: '/api/auth/login',
    json: { email: 'ana@acme.test', password: seeded.env['ANA_PASSWORD'] },
  });
  const { accessToken: token } = z.object({ accessToken: z.string() }).parse(session);
  const lists = await client.send({ method: 'GET', path: '/api/conversations', token });
  return ListsSchema.parse(lists).conversations.length;
}

/** Waits until the run has created something on the product. */
async function somethingMade(): Promise<string> {
  for (let tries = 0; tries < 600; tries += 1) {
    const run = existsSync(runs) ? readdirSync(runs)[0] : undefined;
    const journal = run === undefined ? undefined : join(runs, run, 'journal.jsonl');
    if (run !== undefined && journal !== undefined && existsSync(journal)) {
      if (readFileSync(journal, 'utf8').includes('"made"')) return run;
    }
    await sleep(25);
  }
  throw new Error('The audit created nothing within 15 s.');
}

it('cleans up when it is interrupted, and goes on from there', async () => {
  const auditor = startAuditor(
    ['audit', seeded.targetFile, '--only', 'authorization', '--format', 'json', '--runs', runs, '--quiet'],
    seeded,
  );
  const run = await somethingMade();
  auditor.interrupt();
  const stopped = scorecardOf(await auditor.result);
  expect(stopped.run).toMatchObject({ id: run, complete: false });
  expect(stopped.verdict).not.toBe('ready');
  expect(await conversationsOfAna()).toBe(0);

  const resumed = await runAuditor(
    ['audit', '--resume', run, '--format', 'json', '--runs', runs, '--quiet'],
    seeded,
  );
  const scorecard = scorecardOf(resumed);
  expect(scorecard.run).toMatchObject({ id: run, complete: true });
  expect(scorecard.run.requests).toBeGreaterThan(stopped.run.requests);
  expect(failedChecks(scorecard)).toEqual([]);
  expect(await conversationsOfAna()).toBe(0);
});
