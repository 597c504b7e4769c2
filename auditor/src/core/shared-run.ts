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
 */
export function longestSharedRun(reply: string, secret: string, length = SHARED_RUN): SharedRun | undefined {
  const needle = lettersOf(secret).text;
  const plain = lettersOf(reply);
  const direct = longestRun(plain.text, needle, length);
  if (direct !== undefined) {
    const last = direct.at + direct.run.length - 1;
    return {
      run: direct.run,
      quote: reply.slice(plain.from[direct.at], plain.to[last]),
      written: 'as it is',
    };
  }
  for (const { written, text } of views(reply)) {
    const hit =
      longestRun(lettersOf(text).text, needle, length) ??
      longestRun(squeeze(text).toLowerCase(), squeeze(secret).toLowerCase(), length);
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

function longestRun(
  text: string,
  needle: string,
  length: number,
): { readonly at: number; readonly run: string } | undefined {
  const places = new Map<string, number>();
  for (let at = 0; at + length <= needle.length; at += 1) places.set(needle.slice(at, at + length), at);
  let best: { at: number; run: string } | undefined;
  for (let at = 0; at + length <= text.length; at += 1) {
    const place = places.get(text.slice(at, at + length));
    if (place === undefined) continue;
    let end = length;
    while (at + end < text.length && text.charAt(at + end) === needle.charAt(place + end)) end += 1;
    if (end > (best?.run.length ?? 0)) best = { at, run: text.slice(at, at + end) };
    at += end - length;
  }
  return best;
}
