import type { Flaw } from './define-flaw.ts';
import { FLAWS } from './index.ts';

/** @throws Error when there is no such flaw, with the ids that there are */
export function flawById(id: string): Flaw {
  const flaw = FLAWS.find((one) => one.id === id);
  if (flaw === undefined) {
    throw new Error(`There is no flaw ${id}. There are ${FLAWS.map((one) => one.id).join(', ')}.`);
  }
  return flaw;
}
