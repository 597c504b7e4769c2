import type { Framework, Stack } from '../core/stack.ts';

/** A file that a kit adds. Kits only add: what stands in the repository is never changed. */
export interface KitFile {
  /** From the repository's top, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** How these very files were tried before they were shipped. */
type Tried = 'run by a test' | 'syntax only' | 'not run';

/** What a kit comes to for one stack. */
export interface Recipe {
  readonly files: readonly KitFile[];
  /** What is left to do by hand, in order: lines to add, and what to take out. Nothing changes before. */
  readonly wiring: readonly string[];
  readonly tried: Tried;
  /** What the test did, or why there is none. */
  readonly triedHow: string;
}

/** What a kit may know of the product. */
export interface KitContext {
  readonly stack: Stack;
  /** Origin of the app, such as `https://app.example.com`. */
  readonly app: string;
  readonly api: string;
  /** The domain that people write to. */
  readonly domain: string;
  readonly product: string;
}

/** Files that mend findings. Which checks it mends, they say themselves: `fix.kits`. */
export interface Kit {
  readonly id: string;
  readonly title: string;
  /** What it does, and what it does not do. */
  readonly explanation: string;
  readonly undo: string;
  /** Frameworks it has files for; the others get those for `generic`, and are told so. */
  readonly frameworks: readonly Framework[] | 'any';
  readonly recipe: (context: KitContext) => Recipe;
}

/** Whether a kit has files for just this framework. */
export function fits(kit: Kit, { framework }: Stack): boolean {
  return kit.frameworks === 'any' || kit.frameworks.includes(framework);
}
