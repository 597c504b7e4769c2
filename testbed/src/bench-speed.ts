import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import * as z from 'zod';
import { auditChatbot } from './audited.ts';
import { startChatbot } from './chatbot-process.ts';
import { seed, type Seeded } from './seed.ts';
import { sendBare } from './speed/bare-client.ts';
import { createRenaming } from './speed/renaming.ts';
import { stretchesOf, type Stretch } from './speed/waits.ts';
import { readTape } from './tape.ts';

/**
 * The speed benchmark: how much longer an audit takes than sending the same requests with nothing around them. Both under the
 * same limits, each against a fresh product, by turns and three times, since machines are noisy.
 *
 *     npm run bench:speed [-- --json --rounds 3]
 */
const { values: options } = parseArgs({
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '3' } },
});
/** The goal: no more than this many times as long. */
const GOAL = 1.3;
/** As the auditor's `limits.concurrency`. */
const CONCURRENCY = 8;
/** Below this share of equal answers the two did not do the same work. */
const ALIKE = 0.95;

interface Round {
  readonly requests: number;
  /** From the first request to the last answer, waits on purpose taken out. */
  readonly auditMs: number;
  /** The whole process, from start to exit. */
  readonly processMs: number;
  readonly bareMs: number;
  readonly waitedMs: number;
  readonly alike: number;
}

async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-speed-'));
  try {
    const rounds: Round[] = [];
    for (let number = 1; number <= Number(options.rounds); number += 1) {
      const round = await runRound(folder);
      process.stderr.write(
        `round ${number}: ${round.requests} requests, audit ${seconds(round.auditMs)} s, bare ${seconds(round.bareMs)} s\n`,
      );
      rounds.push(round);
    }
    return report(rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runRound(folder: string): Promise<Round> {
  const audited = await auditChatbot({ directory: join(folder, 'audited'), roomy: true });
  const exchanges = readTape(audited.runDirectory).filter(({ outcome }) => outcome.kind === 'answer');
  if (exchanges.length === 0) throw new Error('The audit sent no request, so there is nothing to compare.');
  const stretches = stretchesOf(exchanges);
  const sum = (pick: (one: Stretch) => number) => stretches.reduce((total, one) => total + pick(one), 0);

  const directory = join(folder, 'bare');
  rmSync(directory, { recursive: true, force: true });
  const chatbot = await startChatbot({ directory: join(directory, 'chatbot'), roomy: true });
  try {
    const seeded = await seed(chatbot, join(directory, 'target'));
    const renaming = createRenaming(known(audited.seeded, seeded));
    const bare = await sendBare({ url: chatbot.url, stretches, concurrency: CONCURRENCY, renaming });
    for (const [change, count] of bare.differences) process.stderr.write(`  ${change}: ${count} times\n`);
    return {
      requests: exchanges.length,
      auditMs: sum((one) => one.wallMs),
      processMs: audited.auditSeconds * 1_000,
      bareMs: bare.wallMs,
      waitedMs: sum((one) => one.waitMs),
      alike: bare.alike / bare.requests,
    };
  } finally {
    await chatbot.stop();
  }
}

const TenantsSchema = z.object({ tenants: z.record(z.string(), z.object({ id: z.string() })) });

/** Tenant ids and secrets, which stand in requests before any answer has named them. */
function known(before: Seeded, after: Seeded): Record<string, string> {
  const tenants = ({ targetFile }: Seeded) =>
    TenantsSchema.parse(parse(readFileSync(targetFile, 'utf8'))).tenants;
  const [then, now] = [tenants(before), tenants(after)];
  const ids = Object.entries(then).map(([label, { id }]) => [id, now[label]?.id ?? id] as const);
  const secrets = Object.entries(after.env).map(
    ([name, value]) => [name.toLowerCase().replaceAll('_', '-'), value] as const,
  );
  return Object.fromEntries([...ids, ...secrets]);
}

function report(rounds: readonly Round[]): number {
  const of = (pick: (round: Round) => number) => median(rounds.map(pick));
  const ratio = Math.round((of((one) => one.auditMs) / of((one) => one.bareMs)) * 100) / 100;
  const alike = Math.min(...rounds.map((one) => one.alike));
  const result = {
    schema: 1,
    rounds: rounds.length,
    requests: of((one) => one.requests),
    auditSeconds: Number(seconds(of((one) => one.auditMs))),
    bareSeconds: Number(seconds(of((one) => one.bareMs))),
    processSeconds: Number(seconds(of((one) => one.processMs))),
    waitedSeconds: Number(seconds(of((one) => one.waitedMs))),
    alike: Math.round(alike * 1_000) / 1_000,
    ratio,
    goal: GOAL,
  };
  if (options.json) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  else
    process.stdout.write(
      [
        '',
        `${result.requests} requests (median of ${result.rounds} rounds)`,
        `  audit   ${result.auditSeconds} s from the first request to the last answer, ${result.processSeconds} s with start and report`,
        `  bare    ${result.bareSeconds} s for the same requests, ${Math.round(alike * 100)} % answered alike`,
        `  waits   ${result.waitedSeconds} s on purpose, counted for neither`,
        `  ratio   ${ratio}, goal at most ${GOAL}`,
        '',
      ].join('\n'),
    );
  if (alike < ALIKE) {
    process.stderr.write('The bare client got other answers than the audit: the two cannot be compared.\n');
    return 1;
  }
  return ratio <= GOAL ? 0 : 1;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(2);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 70;
}
