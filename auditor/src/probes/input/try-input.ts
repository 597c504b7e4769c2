import { answerOf, type Exchange } from '../../core/exchange.ts';
import { callOf, type Call } from '../../evidence/response-call.ts';
import type { AskBody } from '../../io/lane.ts';
import type { EntranceDoor } from './entrance.ts';

interface Control {
  readonly call: Call;
  readonly works: boolean;
}

/** An ordinary request, to see that the product works. */
export async function ordinary(door: EntranceDoor): Promise<Control> {
  const exchange = await door.send({ kind: 'json', json: door.body('Hello there') }, 'ordinarily');
  return { call: callOf(exchange), works: door.works(exchange) };
}

/** Sends a body, and once more where the product failed: chance is ruled out. */
export async function tryBody(
  door: EntranceDoor,
  body: AskBody,
  label: string,
): Promise<{ readonly exchange: Exchange; readonly sent: Call; readonly again?: Call }> {
  const exchange = await door.send(body, label);
  const status = answerOf(exchange)?.status;
  const sent = callOf(exchange);
  if (status !== undefined && status < 500) return { exchange, sent };
  return { exchange, sent, again: callOf(await door.send(body, `${label}, once more`)) };
}
