import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { flawById } from '../flaws/flaw-by-id.ts';
import { auditChatbot, type Audited } from './audited.ts';
import { auditStage } from './audited-stage.ts';
import { runAuditor } from './auditor-process.ts';
import { judgeDemo } from './demo/judge-demo.ts';
import { judgeMended } from './demo/judge-mended.ts';
import { mendAndAudit } from './demo/mend.ts';
import { renderDemo } from './demo/render-demo.ts';

/**
 * The demo: audits the reference chatbot sound, behind a whole launch on this machine, and alone with some of its controls switched
 * off; makes plan, fixes and hand-over of the second; then applies the kits to a copy of its repository, starts it from there and
 * audits it again. Needs no account, no model and no network. Exit 0 only when all came out as it must.
 *
 *     npm run demo
 */
/** Controls that kits bring back. */
const MENDED = ['jwt-signature-ignored', 'system-prompt-leaks', 'login-unlimited', 'cors-reflects-origin'];

/** Controls that only the product's own code can bring back. */
const LEFT = ['conversation-read-idor', 'retrieval-unscoped'];

const FLAWS = [...LEFT, ...MENDED];

const DIRECTORY = join('.launch-ready', 'demo');

async function main(): Promise<number> {
  const started = performance.now();
  say(
    'Staging a launch of the reference chatbot, and starting a second one with controls switched off. Both are audited, the second once more after its fixes. This takes five to ten minutes.',
  );
  const [sound, second] = await Promise.all([stageAudited(), flawedThenMended()]);
  const { flawed, papers, mended } = second;
  const outcome = judgeDemo(sound, flawed, FLAWS.map(flawById));
  const after = judgeMended(flawed, mended, mended.kits, { mended: checksOf(MENDED), left: checksOf(LEFT) });
  const reports = {
    sound: reportOf(sound, 'sound'),
    flawed: reportOf(flawed, 'flawed'),
    mended: reportOf(mended, 'mended'),
  };
  const seconds = (performance.now() - started) / 1_000;
  process.stdout.write(renderDemo({ sound, flawed, mended, outcome, after, reports, papers, seconds }));
  return outcome.problems.length + after.problems.length === 0 ? 0 : 1;
}

async function stageAudited() {
  const sound = await auditStage({ directory: join(DIRECTORY, 'sound') });
  say(`The launch was audited: ${sound.scorecard.verdict}.`);
  return sound;
}

/** The second product's whole way: verdict, papers, kits, verdict. */
async function flawedThenMended() {
  const flawed = await auditChatbot({ directory: join(DIRECTORY, 'flawed'), flaws: FLAWS });
  say(`The second product was audited: ${flawed.scorecard.verdict}. Applying the kits to a copy of it.`);
  const papers = await papersOf(flawed);
  const mended = await mendAndAudit({ flawed, flaws: FLAWS, directory: DIRECTORY });
  writeFileSync(join(DIRECTORY, 'diff.txt'), mended.diff);
  say(`It was audited again: ${mended.scorecard.verdict}.`);
  return { flawed, papers, mended };
}

function checksOf(flaws: readonly string[]): readonly string[] {
  return [...new Set(flaws.flatMap((id) => flawById(id).mustFail))];
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
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
