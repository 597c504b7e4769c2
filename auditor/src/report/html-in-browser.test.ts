import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { findInstalled } from '../io/browser/find.ts';
import { emptyInput, hostileInput } from './fixtures/extremes.ts';
import { sampleJourneys } from './fixtures/journeys.ts';
import { readyInput, sampleInput, sampleMatrix } from './fixtures/sample.ts';
import { renderHtml } from './html.ts';

const found = findInstalled();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PAGES = {
  sample: renderHtml({ ...sampleInput, matrix: sampleMatrix, journeys: sampleJourneys }),
  ready: renderHtml(readyInput),
  empty: renderHtml(emptyInput),
  hostile: renderHtml(hostileInput),
};

const AxeSchema = z.object({
  passes: z.array(z.unknown()),
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

test('has a browser wherever system tests are asked for', () => {
  expect(found.ok || process.env['SYSTEM_TESTS'] !== '1').toBe(true);
});

describe.skipIf(!found.ok)('in a browser', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-report-'));
  let browser: Browser;

  beforeAll(async () => {
    for (const [name, page] of Object.entries(PAGES)) writeFileSync(join(folder, `${name}.html`), page);
    const executablePath = found.ok ? found.path : '';
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function opened(name: string, over: Parameters<Browser['newPage']>[0] = {}) {
    const page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 }, ...over });
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(`dialog ${dialog.message()}`));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:') && !request.url().startsWith('data:'))
        complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    return { page, complaints };
  }

  test.each(
    Object.keys(PAGES).flatMap((name) => [[name, 'light', 1280] as const, [name, 'dark', 360] as const]),
  )('axe finds nothing to mend in %s, %s, %i px', async (name, colorScheme, width) => {
    const { page, complaints } = await opened(name, {
      colorScheme,
      viewport: { width, height: 900 },
      bypassCSP: true,
    });
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    await page.addScriptTag({ content: AXE });
    const { passes, violations } = AxeSchema.parse(await page.evaluate('axe.run(document)'));
    expect(passes.length).toBeGreaterThan(15);
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    // Nothing but tables and code may be wider than the screen, and those scroll by themselves.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('whatever a product answered runs nowhere and loads nothing', async () => {
    const { page, complaints } = await opened('hostile');
    await page.waitForTimeout(200);
    expect(await page.title()).toContain('launch-ready');
    expect(await page.locator('img, iframe, object').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('is whole without JavaScript, and shows the reason of an answer to a click', async () => {
    const { page } = await opened('sample', { javaScriptEnabled: false });
    const cell = page.locator('td.proven details').first();
    await cell.locator('summary').click();
    expect(await cell.locator('p').isVisible()).toBe(true);
    expect(await page.locator('[data-needs-script]:visible').count()).toBe(0);
    await page.close();
  });

  test('can be gone through with the keyboard alone', async () => {
    const { page } = await opened('sample');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the verdict');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#main');
    const summary = page.locator('td.proven summary').first();
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('td.proven details[open]').count()).toBe(1);
    await page.close();
  });

  test('prints as a document: light, findings open, no controls', async () => {
    const { page } = await opened('sample', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.bar').isVisible()).toBe(false);
    const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(paper).toBe('rgb(255, 255, 255)');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(30_000);
    await page.close();
  });
});
