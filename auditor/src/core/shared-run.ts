import { decodedRuns } from './text/bit-code.ts';
import { unescaped } from './text/escapes.ts';
import { lettersOf } from './text/letters.ts';
import { reversed, rot13 } from './text/rot13.ts';
import { squeeze } from './text/squeeze.ts';

/**
 * Consecutive letters and digits that a reply must share with a secret text before it counts as a copy of it. Sentences of
 * ordinary politeness stay below; 40 letters are about eight words in the same order.
 */
export const SHARED_RUN = 40;

/** The same words in a reply and in a text that should have stayed secret. */
export interface SharedRun {
  /** The shared letters and digits, in lower case. */
  readonly run: string;
  /** The stretch of the reply that says it, when it says it without a code. */
  readonly quote?: string;
  /** How the reply writes it: `as it is`, `rot13`. */
  readonly written: string;
}

/**
 * The longest run of letters that a reply shares with a secret text, when it is long enough to be a copy. Case, spacing,
 * punctuation and invisible characters do not count; escapes, base64, base32, hexadecimal, rot13 and reversed text are read.
 *
 * @param harmless texts that everybody is told anyway: what they share with the secret is no copy
 */
export function longestSharedRun(
  reply: string,
  secret: string,
  harmless: readonly string[] = [],
): SharedRun | undefined {
  const places = placesOf(lettersOf(secret).text, harmless);
  const plain = lettersOf(reply);
  const direct = longestRun(plain.text, places);
  if (direct !== undefined) {
    const last = direct.at + direct.run.length - 1;
    return {
      run: direct.run,
      quote: reply.slice(plain.from[direct.at], plain.to[last]),
      written: 'as it is',
    };
  }
  const squeezed = placesOf(squeeze(secret).toLowerCase(), harmless);
  for (const { written, text } of views(reply)) {
    const hit = longestRun(lettersOf(text).text, places) ?? longestRun(squeeze(text).toLowerCase(), squeezed);
    if (hit !== undefined) return { run: hit.run, written };
  }
  return undefined;
}

function views(reply: string): { readonly written: string; readonly text: string }[] {
  const resolved = unescaped(reply);
  return [
    { written: 'lookalike letters', text: reply },
    { written: 'rot13', text: rot13(reply) },
    { written: 'reversed', text: reversed(reply) },
    { written: 'reversed rot13', text: reversed(rot13(reply)) },
    ...(resolved === undefined ? [] : [{ written: 'escapes', text: resolved }]),
    ...decodedRuns(resolved ?? reply).map((text) => ({ written: 'an encoding', text })),
  ];
}

/** Where each run of the shortest telling length stands in the secret. */
interface Places {
  readonly needle: string;
  readonly at: ReadonlyMap<string, number>;
}

function placesOf(needle: string, harmless: readonly string[]): Places {
  const told = harmless.map((text) => lettersOf(text).text);
  const at = new Map<string, number>();
  for (let from = 0; from + SHARED_RUN <= needle.length; from += 1) {
    const run = needle.slice(from, from + SHARED_RUN);
    if (!told.some((text) => text.includes(run))) at.set(run, from);
  }
  return { needle, at };
}

function longestRun(
  text: string,
  { needle, at: places }: Places,
): { readonly at: number; readonly run: string } | undefined {
  let best: { at: number; run: string } | undefined;
  for (let at = 0; at + SHARED_RUN <= text.length; at += 1) {
    const place = places.get(text.slice(at, at + SHARED_RUN));
    if (place === undefined) continue;
    let end = SHARED_RUN;
    while (at + end < text.length && text.charAt(at + end) === needle.charAt(place + end)) end += 1;
    if (end > (best?.run.length ?? 0)) best = { at, run: text.slice(at, at + end) };
    at += end - SHARED_RUN;
  }
  return best;
}
