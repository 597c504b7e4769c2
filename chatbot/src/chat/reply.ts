import type { Citation } from '../data/tables.ts';
import type { Prompt } from '../policies/prompt.ts';
import type { Services } from '../services.ts';
import type { ToolWish } from '../tools/wanted.ts';
import { SYSTEM_PROMPT } from './system-prompt.ts';

/** What happens while a reply is made. */
export type ReplyEvent =
  | { readonly kind: 'delta'; readonly text: string }
  /** What was shown so far is taken back. */
  | { readonly kind: 'replace'; readonly text: string }
  | { readonly kind: 'finished'; readonly text: string; readonly citations: readonly Citation[] };

/** Letters held back while streaming: as many as the output filter needs to recognise a leak. */
const HELD_BACK = 48;

/** A reply longer than this is cut, whatever the model thinks. */
const MOST_CHARACTERS = 16_000;

/** What a reply is made with. */
export type ReplyMeans = {
  readonly signal: AbortSignal;
  /** Does what the answerer wants done, or not, and says which. */
  readonly act: (wish: ToolWish) => Promise<string>;
};

/** Makes a reply piece by piece; nothing is let go that the output filter has not seen in context. */
export async function* makeReply(
  prompt: Prompt,
  services: Services,
  { signal, act }: ReplyMeans,
): AsyncIterable<ReplyEvent> {
  const { output } = services.policies;
  const citations: Citation[] = [];
  let text = '';
  let shown = 0;
  try {
    for await (const part of services.answerer.answer(prompt, timeLimited(signal, services))) {
      if (part.kind === 'citation') {
        citations.push(part.citation);
        continue;
      }
      const said = part.kind === 'tool' ? await act(part.wish) : part.text;
      text = (text + said).slice(0, MOST_CHARACTERS);
      const filtered = output.filter(text, { system: SYSTEM_PROMPT });
      if (filtered !== text) {
        yield { kind: 'replace', text: filtered };
        yield { kind: 'finished', text: filtered, citations: [] };
        return;
      }
      const safe = safeLength(text);
      if (safe > shown) {
        yield { kind: 'delta', text: text.slice(shown, safe) };
        shown = safe;
      }
    }
  } catch (cause) {
    // Whoever stopped the reply keeps what there is; a half answer of a failing model is taken back.
    if (!signal.aborted) {
      text = await services.policies.outage.words(cause);
      yield { kind: 'replace', text };
      yield { kind: 'finished', text, citations: [] };
      return;
    }
  }
  if (shown < text.length) yield { kind: 'delta', text: text.slice(shown) };
  yield { kind: 'finished', text, citations };
}

const timeLimited = (signal: AbortSignal, { config }: Services): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(config.modelSeconds * 1_000)]);

/** How much may be shown while the last letters, punctuation not counted, stay held back. */
function safeLength(text: string): number {
  let letters = 0;
  let at = text.length;
  while (at > 0 && letters < HELD_BACK) {
    at -= 1;
    if (/[\p{L}\p{N}]/u.test(text.charAt(at))) letters += 1;
  }
  return at;
}
