import type { Page } from 'playwright-core';
import type { Watch } from './watch.ts';

const QUIET_MS = 120;
/** Streams and long polls never end; nobody waits for them. */
const MOST_MS = 2_500;

/** Waits as a person does after a click: until the page has come to rest. */
export async function settle(page: () => Page, watch: Watch, now: () => number): Promise<void> {
  const until = now() + MOST_MS;
  let quietSince = now();
  let count = watch.count();
  while (now() < until) {
    if (watch.pending() > 0 || watch.count() !== count) quietSince = now();
    count = watch.count();
    if (now() - quietSince >= QUIET_MS) return;
    await page()
      .waitForTimeout(40)
      .catch(() => undefined);
  }
}
