import { parse } from '@babel/parser';
import type { Program } from './syntax.ts';

/** A file of the founder's repository, as read. */
export interface SourceFile {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

export type Parsed =
  | { readonly ok: true; readonly program: Program }
  | { readonly ok: false; readonly because: string };

/** Larger files are generated or bundled; nobody reads a hint about them. */
const MOST_CHARACTERS = 400_000;
/** Longer lines on average are minified code. */
const MOST_PER_LINE = 400;

/** Reads a file as TypeScript or JavaScript, with or without JSX. Never throws: what cannot be read is said. */
export function parseSource({ path, text }: SourceFile): Parsed {
  if (text.length > MOST_CHARACTERS) return { ok: false, because: 'it is too large' };
  if (isMinified(text)) return { ok: false, because: 'it is minified' };
  try {
    const { program } = parse(text, {
      sourceType: 'unambiguous',
      errorRecovery: true,
      attachComment: false,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      allowUndeclaredExports: true,
      plugins: ['typescript', ...(hasJsx(path) ? (['jsx'] as const) : []), 'decorators'],
    });
    return { ok: true, program };
  } catch (error) {
    // The parser gives up with a SyntaxError, and with a RangeError where the nesting exceeds the stack.
    return {
      ok: false,
      because: error instanceof SyntaxError ? 'it is not valid code' : 'it is nested too deeply',
    };
  }
}

/** In `.ts` files `<T>value` is a cast; everywhere else it would be an element. */
function hasJsx(path: string): boolean {
  return !/\.[cm]?ts$/.test(path);
}

function isMinified(text: string): boolean {
  if (text.length < 5_000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.length / lines > MOST_PER_LINE;
}
