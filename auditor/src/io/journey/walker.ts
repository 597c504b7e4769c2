import type { BrowserContext, ElementHandle, Page } from 'playwright-core';
import type { ReceivedMail } from '../mail/inbox.ts';
import type { Watch } from './watch.ts';

/** Somebody who walks: what they have in front of them, and what they did last. */
export interface Walker {
  readonly context: BrowserContext;
  readonly watch: Watch;
  readonly device: 'desktop' | 'mobile';
  /** Address that pages are below. */
  readonly app: string;
  /** Folder that files to upload are relative to. */
  readonly folder: string;
  /** What `{{email}}` and the like stand for: real values, which go into fields and nowhere else. */
  readonly values: { readonly [name: string]: string };
  readonly now: () => number;
  readonly nextMail: (withinMs: number) => Promise<NextMail>;
  readonly page: () => Page;
  last?: ElementHandle<Element>;
  act?: LastAct;
}

export type NextMail =
  | { readonly kind: 'mail'; readonly mail: ReceivedMail }
  /** `waited`: it did not come; else nobody could tell. */
  | { readonly kind: 'none'; readonly because: string; readonly waited: boolean };

/** The last thing that should have had an effect, and what there was before it. */
export interface LastAct {
  readonly what: string;
  /** It was done to something that is there to be clicked. */
  readonly isControl: boolean;
  readonly appearance: string;
  readonly says: readonly string[];
  readonly failures: number;
  readonly console: number;
  readonly requests: number;
}

/** What came of one step. */
export type StepResult =
  | { readonly state: 'done'; readonly note?: string }
  | { readonly state: 'skipped' }
  | { readonly state: 'stuck'; readonly at: Stop };

/** Where it ends, before it is known why. */
export type Stop =
  | { readonly kind: 'missing'; readonly what: string }
  | { readonly kind: 'disabled'; readonly what: string }
  | { readonly kind: 'unreachable'; readonly what: string; readonly where: string }
  | { readonly kind: 'covered'; readonly what: string; readonly by: string }
  | { readonly kind: 'no-mail'; readonly because: string }
  | { readonly kind: 'open'; readonly because: string; readonly add?: string };

export const done: StepResult = { state: 'done' };

export function stuck(at: Stop): StepResult {
  return { state: 'stuck', at };
}
