import { DnsAnswerSchema, type DnsLook, type DnsQuestion } from '../../core/dns.ts';
import { answerOf } from '../../core/exchange.ts';
import { HandshakeSchema, type HandshakeOrder } from '../../core/handshake.ts';
import { zoneOf, type Zone } from '../../domain/zone.ts';
import type { Shake } from '../../evidence/tls-host.ts';
import type { Lane } from '../../io/lane.ts';

/** An analysis asks in rounds: what an answer leads to is known only then. */
const MOST_ROUNDS = 14;

/**
 * Asks all that an analysis wants to know, until it wants nothing more or `most` questions have been put.
 *
 * @param analyse pure; its result is not used here
 */
export async function askFor(lane: Lane, most: number, analyse: (zone: Zone) => unknown): Promise<DnsLook[]> {
  const looks: DnsLook[] = [];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const zone = zoneOf(looks);
    analyse(zone);
    const wanted = zone.wants().slice(0, most - looks.length);
    if (wanted.length === 0) return looks;
    looks.push(...(await Promise.all(wanted.map((question) => ask(lane, question)))));
  }
  return looks;
}

async function ask(lane: Lane, question: DnsQuestion): Promise<DnsLook> {
  const exchange = await lane.resolve(question);
  const answer = answerOf(exchange);
  if (answer !== undefined)
    return { question, exchange: exchange.id, answer: DnsAnswerSchema.parse(JSON.parse(answer.body)) };
  const because = exchange.outcome.kind === 'no-answer' ? exchange.outcome.message : 'no answer';
  return { question, exchange: exchange.id, because };
}

/** One handshake, as evidence holds it. */
export async function shake(lane: Lane, order: HandshakeOrder): Promise<Shake> {
  const exchange = await lane.handshake(order);
  const answer = answerOf(exchange);
  if (answer !== undefined)
    return { exchange: exchange.id, handshake: HandshakeSchema.parse(JSON.parse(answer.body)) };
  const because = exchange.outcome.kind === 'no-answer' ? exchange.outcome.message : 'no answer';
  return { exchange: exchange.id, because };
}
