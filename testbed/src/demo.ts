import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { flawById } from '../flaws/flaw-by-id.ts';
import { auditChatbot, type Audited } from './audited.ts';
import { auditStage } from './audited-stage.ts';
import { runAuditor } from './auditor-process.ts';
import { judgeDemo } from './demo/judge-demo.ts';
import { renderDemo } from './demo/render-demo.ts';

/**
 * The demo: audits the reference chatbot twice, sound behind a whole launch on this machine, and alone with some of its controls
 * switched off; then plan, fixes and hand-over of the second. Needs no account, no model and no network. Exit 0 only when both
 * came out as they must.
 *
 *     npm run demo
 */
const FLAWS = [
  'conversation-read-idor',
  'retrieval-unscoped',
  'jwt-signature-ignored',
  'system-prompt-leaks',
  'login-unlimited',
  'cors-reflects-origin',
];

const DIRECTORY = join('.launch-ready', 'demo');

async function main(): Promise<number> {
  const started = performance.now();
  process.stderr.write(
    'Staging a launch of the reference chatbot, starting a second one with controls switched off, and auditing both. This takes about three minutes.\n',
  );
  const [sound, flawed] = await Promise.all([
    auditStage({ directory: join(DIRECTORY, 'sound') }),
    auditChatbot({ directory: join(DIRECTORY, 'flawed'), flaws: FLAWS }),
  ]);
  const outcome = judgeDemo(sound, flawed, FLAWS.map(flawById));
  const reports = { sound: reportOf(sound, 'sound'), flawed: reportOf(flawed, 'flawed') };
  const papers = await papersOf(flawed);
  const seconds = (performance.now() - started) / 1_000;
  process.stdout.write(renderDemo({ sound, flawed, outcome, reports, papers, seconds }));
  return outcome.problems.length === 0 ? 0 : 1;
}

/** What comes after the verdict of the flawed product: a plan, the fixes as a diff, and the papers of a hand-over. */
async function papersOf({ runDirectory, seeded }: Audited): Promise<readonly string[]> {
  const run = ['latest', '--runs', dirname(runDirectory)];
  const orders = [
    ['plan', ...run, '--format', 'md,html,ics', '--out', DIRECTORY],
    ['handover', ...run, '--format', 'md,html', '--out', join(DIRECTORY, 'handover'), '--force'],
    ['fix', ...run],
  ];
  const [plan, handover, fix] = await Promise.all(orders.map((order) => runAuditor(order, seeded)));
  writeFileSync(join(DIRECTORY, 'fixes.diff'), fix?.stdout ?? '');
  for (const result of [plan, handover])
    if (result?.exit !== 0) throw new Error(result?.stderr.trim() ?? 'no paper was written');
  return [join(DIRECTORY, 'plan.html'), join(DIRECTORY, 'fixes.diff'), join(DIRECTORY, 'handover')];
}

/** Puts a report where it is easy to find. */
function reportOf({ runDirectory }: Pick<Audited, 'runDirectory'>, name: string): string {
  mkdirSync(DIRECTORY, { recursive: true });
  const path = join(DIRECTORY, `${name}.html`);
  copyFileSync(join(runDirectory, 'report.html'), path);
  return path;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`The demo could not run: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 70;
}
