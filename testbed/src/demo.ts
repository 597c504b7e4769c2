import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { flawById } from '../flaws/flaw-by-id.ts';
import { auditChatbot, type Audited } from './audited.ts';
import { judgeDemo } from './demo/judge-demo.ts';
import { renderDemo } from './demo/render-demo.ts';

/**
 * The demo: audits the reference chatbot twice, sound and with some of its controls switched off. Needs no account, no model and
 * no network. Exit 0 only when both came out as they must.
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
    'Starting the reference chatbot twice, and auditing both. This takes about a minute.\n',
  );
  const [sound, flawed] = await Promise.all([
    auditChatbot({ directory: join(DIRECTORY, 'sound') }),
    auditChatbot({ directory: join(DIRECTORY, 'flawed'), flaws: FLAWS }),
  ]);
  const outcome = judgeDemo(sound, flawed, FLAWS.map(flawById));
  const reports = { sound: reportOf(sound, 'sound'), flawed: reportOf(flawed, 'flawed') };
  const seconds = (performance.now() - started) / 1_000;
  process.stdout.write(renderDemo({ sound, flawed, outcome, reports, seconds }));
  return outcome.problems.length === 0 ? 0 : 1;
}

/** Puts a report where it is easy to find. */
function reportOf({ runDirectory }: Audited, name: string): string {
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
