import type { Ask, Lane } from '../../io/lane.ts';

/** Makes texts with canaries in them, and finds those that were really sent. */
/** How a text is worded around its canary and its ordinary word. */
export type Wording = (canary: string, word: string) => string;

const BARE: Wording = (canary, word) => `${canary} ${word}`;

export interface Writer {
  readonly search: string;
  readonly text: () => string;
  /** The canaries that a request really carries: a short field may have cut one. */
  readonly sentIn: (ask: Pick<Ask, 'body'>) => readonly string[];
}

/** Makes a different canary for every place, so that an id made from one text does not spoil the others. */
export function writer(lane: Lane, wording: Wording = BARE): Writer {
  const search = lane.word();
  const canaries: string[] = [];
  return {
    search,
    text: () => {
      const canary = lane.canary();
      canaries.push(canary);
      return wording(canary, search);
    },
    sentIn: ({ body }) => {
      const sent = JSON.stringify(body ?? {});
      return canaries.filter((canary) => sent.includes(canary));
    },
  };
}
