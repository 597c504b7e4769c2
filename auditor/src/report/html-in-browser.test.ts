import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileInput } from './fixtures/extremes.ts';
import { sampleJourneys } from './fixtures/journeys.ts';
import { installed, openReader, type Reader } from '../io/fixtures/reader.ts';
import { sampleInput, sampleMatrix } from './fixtures/sample.ts';
import { renderHtml } from './html.ts';

const PAGES = {
  sample: renderHtml({ ...sampleInput, matrix: sampleMatrix, journeys: sampleJourneys }),
  hostile: renderHtml(hostileInput),
};

test('has a browser wherever system tests are asked for', () => {
  expect(installed.ok || process.env['SYSTEM_TESTS'] !== '1').toBe(true);
});

describe.skipIf(!installed.ok)('in a browser', { timeout: 60_000 }, () => {
  let reader: Reader;

  beforeAll(async () => {
    reader = await openReader(PAGES);
  }, 60_000);

  afterAll(() => reader.close());

  test('whatever a product answered runs nowhere and loads nothing', async () => {
    const { page, complaints } = await reader.open('hostile');
    await page.waitForTimeout(200);
    expect(await page.title()).toContain('launch-ready');
    expect(await page.locator('img, iframe, object').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('is whole without JavaScript, and shows the reason of an answer to a click', async () => {
    const { page } = await reader.open('sample', { javaScriptEnabled: false });
    const cell = page.locator('td.proven details').first();
    await cell.locator('summary').click();
    expect(await cell.locator('p').isVisible()).toBe(true);
    expect(await page.locator('[data-needs-script]:visible').count()).toBe(0);
    await page.close();
  });

  test('can be gone through with the keyboard alone', async () => {
    const { page } = await reader.open('sample');
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
    const { page } = await reader.open('sample', { colorScheme: 'dark' });
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
