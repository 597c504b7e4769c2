import { describe, expect, test } from 'vitest';
import { findBrowser } from './browser/find.ts';
import { printPdf } from './print-pdf.ts';

const found = await findBrowser();

describe('printing', () => {
  test('has a browser wherever system tests are asked for', () => {
    expect(found.ok || process.env['SYSTEM_TESTS'] !== '1').toBe(true);
  });

  test.skipIf(!found.ok)('makes a PDF, and runs no script', { timeout: 60_000 }, async () => {
    const printed = await printPdf('<p>one</p><script>document.body.textContent = "x".repeat(1e7)</script>');
    if (!printed.ok) throw new Error(printed.because);
    expect(Buffer.from(printed.bytes.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(printed.bytes.length).toBeLessThan(100_000);
  });

  test('says what to do where there is no browser', async () => {
    const none = { ok: false, because: 'no Chrome was found. Install one' } as const;
    expect(await printPdf('<p>one</p>', none)).toEqual(none);
  });

  test('says when what was found is no browser', async () => {
    const printed = await printPdf('<p>one</p>', { ok: true, path: '/nowhere/chrome' });
    expect(printed).toMatchObject({
      ok: false,
      because: expect.stringContaining('/nowhere/chrome could not print it'),
    });
  });
});
