import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { findBrowser } from './find.ts';
import { launchBrowser } from './launch.ts';

const NOTHING_INSTALLED = {
  platform: process.platform,
  env: {},
  home: '/nowhere',
  exists: () => false,
  list: () => [],
};

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('with no browser installed', () => {
  test('the one of the package starts, keeps strangers out, and protects as any other', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'launch-ready-cache-'));
    vi.stubEnv('XDG_CACHE_HOME', cache);
    vi.stubEnv('PATH', '');
    try {
      const found = await findBrowser(NOTHING_INSTALLED);
      if (!found.ok) throw new Error(found.because);
      expect(found.path.startsWith(cache)).toBe(true);
      const browser = await launchBrowser(found, { rules: [] });
      try {
        const page = await browser.newPage({ locale: 'en-US' });
        await page.setContent('<title>up</title><p id="words">Willkommen, 你好</p>');
        expect(await page.title()).toBe('up');
        expect(
          await page.evaluate('document.getElementById("words").getBoundingClientRect().width'),
        ).toBeGreaterThan(0);
        await expect(page.goto('http://stranger.example/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
      } finally {
        await browser.close();
      }
    } finally {
      vi.unstubAllEnvs();
      rmSync(cache, { recursive: true, force: true });
    }
  });
});
