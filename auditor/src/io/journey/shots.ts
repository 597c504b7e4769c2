import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Shot } from '../../core/journey.ts';

/** Where screenshots are kept; the name of the file is the caller's. */
export type KeepShot = (file: string, bytes: Buffer) => void;

/** Small enough for six of them in one report. */
const QUALITY = 55;
const SHOT_MS = 5_000;
/** What is typed there is nobody's business. */
const HIDDEN = 'input[type=password],input[autocomplete="one-time-code"],input[autocomplete*="cc-"]';

/** Takes a picture of what is on the screen, with secrets blanked; none when the page does not hold still. */
export async function takeShot(
  page: Page,
  what: string,
  file: string,
  keep: KeepShot,
): Promise<readonly Shot[]> {
  try {
    const bytes = await page.screenshot({
      type: 'jpeg',
      quality: QUALITY,
      scale: 'css',
      animations: 'disabled',
      caret: 'hide',
      mask: page.frames().map((frame) => frame.locator(HIDDEN)),
      maskColor: '#8a8f98',
      timeout: SHOT_MS,
    });
    keep(file, bytes);
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    return [{ file, sha256: createHash('sha256').update(bytes).digest('hex'), what, width, height }];
  } catch {
    return [];
  }
}
