import { answerOf, resultOf, type Exchange } from '../core/exchange.ts';
import type { Exhibit } from '../core/finding.ts';
import type { ReportInput } from './input.ts';
import { carries, excerpt, type Piece, type Room } from './text/excerpt.ts';
import { grouped } from './text/words.ts';

/** A header that carries the proof, or that a reader wants to see. */
interface ShownHeader {
  readonly name: string;
  readonly value: readonly Piece[];
}

/** An exhibit as every renderer shows it: still raw text, to be cleaned and escaped where it is printed. */
export interface Shown {
  readonly role: string;
  readonly exchange: Exchange | undefined;
  /** `GET`. */
  readonly method: string;
  /** The path, or the whole address where it is not the target's. */
  readonly address: string;
  /** `200`, `timeout`. */
  readonly result: string;
  /** Answer headers that carry a mark. */
  readonly proofHeaders: readonly ShownHeader[];
  readonly body: readonly Piece[];
  /** What a reader has to know about it. */
  readonly note: string | undefined;
}

/** Where exhibits are found, and whose addresses are told by their path. */
export interface Cited extends Pick<ReportInput, 'exchanges'> {
  readonly scorecard: { readonly run: { readonly target: string } };
}

/** Finds an exhibit's exchange and cuts its answer down to the proof. */
export function showExhibit(
  exhibit: Exhibit,
  { exchanges, scorecard }: Cited,
  room: Room & { readonly indented?: boolean },
): Shown {
  const exchange = exchanges.get(exhibit.exchange);
  const { role, marks } = exhibit;
  if (exchange === undefined)
    return { ...NOTHING, role, note: `The run holds no exchange ${exhibit.exchange}.` };
  const { method, url } = exchange.request;
  const said = { role, exchange, method, address: addressOf(url, scorecard.run.target) };
  const answer = answerOf(exchange);
  if (answer === undefined) {
    const { reason, message } =
      exchange.outcome.kind === 'answer' ? { reason: '', message: '' } : exchange.outcome;
    return { ...NOTHING, ...said, result: reason, note: `No answer: ${message}` };
  }
  const text = room.indented === true ? indented(answer.body, marks) : answer.body;
  const proofHeaders = Object.entries(answer.headers)
    .filter(([, value]) => carries(value, marks))
    .map(([name, value]) => ({ name, value: excerpt(value, marks, room) }));
  const found = proofHeaders.length > 0 || carries(answer.body, marks);
  return {
    ...said,
    result: resultOf(exchange),
    proofHeaders,
    body: excerpt(text, marks, room),
    note: noteOn(answer, found || marks.every((mark) => mark === '')),
  };
}

const NOTHING = {
  exchange: undefined,
  method: '',
  address: '',
  result: 'not recorded',
  proofHeaders: [],
  body: [],
};

function noteOn(
  answer: { readonly truncated: boolean; readonly bytes: number },
  found: boolean,
): string | undefined {
  if (!found) return 'The proof stands in this answer in another encoding, or beyond the part that is kept.';
  if (!answer.truncated) return undefined;
  return `The answer had ${grouped(answer.bytes)} bytes; all that was read was searched, and a part of it is kept.`;
}

/** The target's own addresses are told by their path. */
function addressOf(url: string, target: string): string {
  if (!URL.canParse(url) || !URL.canParse(target)) return url;
  const { origin, pathname, search } = new URL(url);
  return origin === new URL(target).origin && url.startsWith(`${origin}/`)
    ? url.slice(origin.length)
    : url === origin
      ? pathname + search
      : url;
}

/** Larger bodies stay as they are: nobody reads them line by line. */
const MOST_INDENTED = 50_000;

/** JSON on one line is hard to read; it stays as it is where a mark would be torn apart. */
function indented(body: string, marks: readonly string[]): string {
  if (body.length > MOST_INDENTED || !/^\s*[[{]/u.test(body)) return body;
  try {
    const text = JSON.stringify(JSON.parse(body), null, 2);
    return marks.every((mark) => !carries(body, [mark]) || carries(text, [mark])) ? text : body;
  } catch {
    return body;
  }
}
