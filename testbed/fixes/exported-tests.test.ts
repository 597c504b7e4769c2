import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { auditChatbot } from '../src/audited.ts';
import { runAuditor } from '../src/auditor-process.ts';
import { startChatbot, type ChatbotProcess } from '../src/chatbot-process.ts';
import { seed } from '../src/seed.ts';

const FLAW = 'conversation-read-idor';
const CHECK = 'authorization/read-object';
const WHERE = 'GET /api/conversations/{conversationId}';
const TEXT = 'Only ana has written this: 4711 lamps for Bremen';

const folder = mkdtempSync(join(tmpdir(), 'launch-ready-exported-'));
const vitest = createRequire(import.meta.url).resolve('vitest/package.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a founder puts into a suite: the proof of a run, as a file for vitest and as one for the shell. */
beforeAll(async () => {
  const { runDirectory, scorecard, seeded } = await auditChatbot({
    directory: join(folder, 'audit'),
    flaws: [FLAW],
    only: [CHECK],
  });
  const stored = Stored.parse(JSON.parse(readFileSync(join(runDirectory, 'scorecard.json'), 'utf8')));
  const found = stored.checks.flatMap((one) => one.findings).find((one) => one.where === WHERE);
  mkdirSync(join(folder, 'suite'));
  symlinkSync(dirname(dirname(vitest)), join(folder, 'suite/node_modules'));
  const exported = async (as: string) => {
    const args = [
      'fix',
      scorecard.run.id,
      found?.fingerprint ?? '',
      '--tests',
      as,
      '--runs',
      dirname(runDirectory),
    ];
    const { exit, stdout } = await runAuditor(args, seeded);
    expect(exit).toBe(0);
    return stdout;
  };
  writeFileSync(join(folder, 'suite/proofs.test.mjs'), await exported('vitest'));
  writeFileSync(join(folder, 'suite/proofs.sh'), await exported('curl'));
});

describe('a proof in the founder’s own suite', () => {
  it.each([
    ['flawed', [FLAW], 1, 'broken'],
    ['sound', [], 0, 'held'],
  ] as const)('on the %s chatbot', async (name, flaws, exit, word) => {
    const chatbot = await startChatbot({ directory: join(folder, name), flaws, roomy: true });
    try {
      const env = await environmentOf(chatbot, join(folder, name));
      const run = (program: string, ...args: readonly string[]) =>
        spawnSync(program, args, { cwd: join(folder, 'suite'), env, encoding: 'utf8' });
      const inVitest = run(
        process.execPath,
        join(dirname(vitest), 'vitest.mjs'),
        'run',
        '--root',
        '.',
        '--reporter=verbose',
      );
      expect([inVitest.status, inVitest.stdout]).toEqual([exit, expect.stringContaining(CHECK)]);
      const said = `${inVitest.stdout}${inVitest.stderr}`;
      expect(said).toContain(exit === 0 ? '1 passed' : 'not to contain');
      const inShell = run('sh', 'proofs.sh');
      expect([inShell.status, inShell.stdout]).toEqual([exit, expect.stringContaining(`${word}: ${CHECK}`)]);
    } finally {
      await chatbot.stop();
    }
  });
});

/** The variables that the tests read: two accounts, and something that one of them has written. */
async function environmentOf(chatbot: ChatbotProcess, directory: string): Promise<NodeJS.ProcessEnv> {
  const seeded = await seed(chatbot, join(directory, 'target'));
  const { identities } = Target.parse(parse(readFileSync(seeded.targetFile, 'utf8')));
  const calls = readFileSync(join(folder, 'suite/proofs.test.mjs'), 'utf8').matchAll(
    /\$\{(\w+)_AUTHORIZATION\}/g,
  );
  // The owner's own call comes first.
  const names = [...new Set([...calls].map(([, name = '']) => name))];
  const tokens = await Promise.all(
    names.map(async (name) => {
      const { post, json } = identities[name.toLowerCase()]?.login ?? { post: '', json: { email: '' } };
      const password = seeded.env[`${name}_PASSWORD`];
      const answer = await send(chatbot, post, { ...json, password });
      return [
        `${name}_AUTHORIZATION`,
        `Bearer ${z.object({ accessToken: z.string() }).parse(answer).accessToken}`,
      ] as const;
    }),
  );
  const [, owner = ''] = tokens[0] ?? [];
  const made = await send(chatbot, '/api/conversations', { title: TEXT }, owner);
  return {
    PATH: process.env['PATH'],
    APP_URL: chatbot.url,
    CONVERSATION_ID: z.object({ id: z.string() }).parse(made).id,
    OWNERS_TEXT: TEXT,
    ...Object.fromEntries(tokens),
  };
}

async function send(
  chatbot: ChatbotProcess,
  path: string,
  json: object,
  authorization = '',
): Promise<unknown> {
  const response = await fetch(`${chatbot.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
    body: JSON.stringify(json),
  });
  return response.json();
}

const Finding = z.object({ where: z.string(), fingerprint: z.string() });
const Stored = z.object({ checks: z.array(z.object({ findings: z.array(Finding) })) });
const Login = z.object({ post: z.string(), json: z.looseObject({ email: z.string() }) });
const Target = z.object({ identities: z.record(z.string(), z.object({ login: Login })) });
