import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { startChatbot, type ChatbotProcess } from './chatbot-process.ts';
import { founderClient, linksIn } from './founder-client.ts';
import { signUp } from './people.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const executablePath = process.env['CHROME_PATH'] ?? '/usr/bin/chromium';

const FoundSchema = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) }));

/** What axe-core finds wrong. It runs in a world of its own, since the page's policy lets no foreign script in. */
async function violations(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  await session.send('Runtime.evaluate', { expression: AXE, contextId });
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'axe.run().then((found) => JSON.stringify(found.violations))',
    contextId,
    awaitPromise: true,
    returnByValue: true,
  });
  const found: unknown = JSON.parse(String(result.value));
  return FoundSchema.parse(found).map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

test('has a browser wherever system tests are asked for', () => {
  expect(existsSync(executablePath) || process.env['SYSTEM_TESTS'] !== '1').toBe(true);
});

describe.skipIf(!existsSync(executablePath))(
  'the pages of the reference chatbot',
  { timeout: 120_000 },
  () => {
    const directory = mkdtempSync(join(tmpdir(), 'launch-ready-web-'));
    let chatbot: ChatbotProcess;
    let browser: Browser;

    beforeAll(async () => {
      chatbot = await startChatbot({ directory });
      browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    }, 120_000);

    afterAll(async () => {
      await browser.close();
      await chatbot.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    test.for([
      [1280, 800],
      [390, 844],
    ] as const)('are usable for everybody at %i pixels', async ([width, height]) => {
      const context = await browser.newContext({ locale: 'en-US', viewport: { width, height } });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
      const visit = async (path: string) => {
        await page.goto(`${chatbot.url}${path}`);
        expect({ path, violations: await violations(page) }).toEqual({ path, violations: [] });
        const wide = await page.evaluate('document.documentElement.scrollWidth');
        expect(wide).toBeLessThanOrEqual(width);
      };
      for (const path of ['/', '/login', '/reset?token=x', '/invite?token=x']) await visit(path);
      const who = await signUp(founderClient(chatbot.url, linksIn(chatbot.outbox)), {
        name: `ana${width}`,
        tenant: 'acme',
        role: 'owner',
      });
      await page.goto(`${chatbot.url}/login`);
      await page.getByLabel('Email').fill(who.email);
      await page.getByLabel('Password').fill(who.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Your conversations' }).waitFor();
      await visit('/');
      expect(complaints).toEqual([]);
      await context.close();
    });
  },
);
