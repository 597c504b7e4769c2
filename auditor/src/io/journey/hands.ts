import type { ElementHandle, Frame, Page } from 'playwright-core';
import { findInPage } from './find-in-page.ts';
import { standingOf, type Standing } from './look-in-page.ts';
import type { Wanted } from './wanted.ts';

/** What came of looking for something. */
export type Sought =
  | { readonly kind: 'found'; readonly element: ElementHandle<Element> }
  | { readonly kind: 'not-there' }
  | { readonly kind: 'there'; readonly standing: Exclude<Standing, { kind: 'fine' }> };

export const LOOK_MS = 80;

interface Search {
  readonly wanted: Wanted;
  readonly last: ElementHandle<Element> | undefined;
  readonly until: number;
  readonly now: () => number;
}

/** Looks until it is there and can be reached, as long as a person would. Text only has to be there. */
export async function seek(page: () => Page, { wanted, last, until, now }: Search): Promise<Sought> {
  let sought: Sought = { kind: 'not-there' };
  for (;;) {
    const element = await find(page(), wanted, last);
    if (element !== undefined) {
      if (wanted.kind === 'text' || wanted.kind === 'file') return { kind: 'found', element };
      const standing = await element.evaluate(standingOf).catch(() => undefined);
      if (standing?.kind === 'fine') return { kind: 'found', element };
      if (standing !== undefined) sought = { kind: 'there', standing };
    } else sought = { kind: 'not-there' };
    if (now() >= until) return sought;
    await page()
      .waitForTimeout(LOOK_MS)
      .catch(() => undefined);
  }
}

/** In the page, and in frames inside it. A page that is being left has nothing. */
export async function find(
  page: Page,
  wanted: Wanted,
  last?: ElementHandle<Element>,
): Promise<ElementHandle<Element> | undefined> {
  const home = await last?.ownerFrame().catch(() => null);
  for (const frame of page.frames()) {
    const element = await findIn(frame, wanted, home === frame ? last : undefined);
    if (element !== undefined) return element;
  }
  return undefined;
}

async function findIn(
  frame: Frame,
  wanted: Wanted,
  last: ElementHandle<Element> | undefined,
): Promise<ElementHandle<Element> | undefined> {
  try {
    const handle = await frame.evaluateHandle(findInPage, { wanted, last: last ?? null });
    const element = handle.asElement();
    return element ?? undefined;
  } catch {
    // What was used last has gone with its page; or the page is just changing.
    return last === undefined ? undefined : findIn(frame, wanted, undefined);
  }
}
