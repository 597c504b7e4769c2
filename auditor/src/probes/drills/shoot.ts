import { answerOf, type Answer, type Exchange } from '../../core/exchange.ts';
import type { Shot } from '../../evidence/drill.ts';
import { callOf } from '../../evidence/response-call.ts';
import { readReply } from '../chat/reply.ts';
import type { Chat } from '../chat/talk.ts';
import { leaksIn } from './leaks.ts';

const KEPT = 200;
/** Three words make a sentence: `Please try again`. */
const SENTENCE = /\p{L}{2,}\W+\p{L}{1,}\W+\p{L}{2,}/u;
/** Stock phrases of servers and gateways: they tell that something failed, and nobody what to do. */
const STOCK =
  /^\W*(?:\d{3}\W*)?(?:error\W*)?(?:internal server error|bad gateway|service unavailable|service temporarily unavailable|gateway time-?out|an error occurred)\W*$/i;

/** What one answer shows of how the product copes. `spec` where it is one of the bot. */
export function shotOf(exchange: Exchange, operation: string, spec?: Chat['spec']): Shot {
  const answer = answerOf(exchange);
  const words = answer === undefined ? '' : wordsIn(answer, spec);
  return {
    asks: spec === undefined ? 'core' : 'chat',
    operation,
    call: callOf(exchange),
    durationMs: exchange.durationMs,
    sort: sortOf(exchange, answer, words, spec),
    says: words.slice(0, KEPT),
    leaks: answer === undefined ? [] : leaksIn(answer.body),
  };
}

function sortOf(
  { outcome }: Exchange,
  answer: Answer | undefined,
  words: string,
  spec: Chat['spec'] | undefined,
): Shot['sort'] {
  if (outcome.kind === 'no-answer') {
    if (outcome.reason === 'timeout') return 'hung';
    return ['refused', 'reset', 'protocol'].includes(outcome.reason) ? 'dropped' : 'unclear';
  }
  if (answer === undefined || answer.status === 429) return 'unclear';
  if (answer.cut === 'time') return 'cut';
  const isServed = answer.status < 400 && (spec === undefined || readReply(answer, spec).kind === 'said');
  if (isServed) return 'served';
  if (STOCK.test(words)) return 'bare';
  return SENTENCE.test(words) ? 'told' : 'mute';
}

/** The words for people in an answer: the bot's, else the texts of its JSON, else the page without its tags. */
function wordsIn(answer: Answer, spec: Chat['spec'] | undefined): string {
  const reply = spec === undefined ? undefined : readReply(answer, spec);
  if (reply?.kind === 'said') return reply.text;
  const json = parsed(answer.body);
  const texts =
    json === undefined
      ? [answer.body.replaceAll(/<(style|script)[^>]*>.*?<\/\1>|<[^>]+>/gis, ' ')]
      : textsOf(json);
  return (texts.find((text) => SENTENCE.test(text)) ?? texts.join(' ')).replaceAll(/\s+/g, ' ').trim();
}

function textsOf(json: unknown): readonly string[] {
  if (typeof json === 'string') return [json];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(textsOf) : [];
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
