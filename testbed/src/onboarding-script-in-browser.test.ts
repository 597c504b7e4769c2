import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { describe, expect, test } from 'vitest';
import { runAuditor } from './auditor-process.ts';
import { startChatbot } from './chatbot-process.ts';
import { scorecardOf, type Scorecard } from './scorecard.ts';

const executablePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';
const fileAt = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const PLAYWRIGHT = fileAt('../../node_modules/.bin/playwright');
const CONFIG = fileAt('../onboarding-script/playwright.config.ts');

/** The reference chatbot, whose founder has a browser test already. */
async function audited(): Promise<Scorecard> {
  const directory = mkdtempSync(join(tmpdir(), 'launch-ready-script-'));
  const chatbot = await startChatbot({ directory: join(directory, 'chatbot') });
  try {
    const file = join(directory, 'launch-ready.yaml');
    const script = `"${PLAYWRIGHT}" test --config "${CONFIG}" --reporter=json --output "$LAUNCH_READY_OUTPUT/results"`;
    const target = {
      schema: 1,
      profile: 'b2b-onboarding',
      app: chatbot.url,
      consent: 'owner',
      mail: { sink: chatbot.inbox },
      limits: { patience: '10s' },
      journeys: { onboarding: { script } },
    };
    writeFileSync(file, stringify(target));
    const asked = ['--only', 'onboarding/journey', '--allow-commands', '--format', 'json', '--quiet'];
    const runs = ['--runs', join(directory, 'runs')];
    return scorecardOf(await runAuditor(['audit', file, ...asked, ...runs], { env: {} }));
  } finally {
    await chatbot.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

test('has a browser wherever system tests are asked for', () => {
  expect(existsSync(executablePath) || process.env['SYSTEM_TESTS'] !== '1').toBe(true);
});

describe.skipIf(!existsSync(executablePath))('a founder’s own test, run by Playwright', () => {
  test('takes everybody through the sound product, with its mails', async () => {
    const { checks, run } = await audited();
    expect(checks).toMatchObject([{ id: 'onboarding/journey', status: 'pass', decided: 2 }]);
    expect(run.leftBehind).toHaveLength(6);
  });
});
