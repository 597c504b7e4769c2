import type { DnsQuestion } from '../core/dns.ts';
import type { Exchange, NoAnswer } from '../core/exchange.ts';
import type { Handshake, HandshakeOrder } from '../core/handshake.ts';
import type { Guard } from './guard.ts';
import type { Pace } from './pace.ts';
import type { Resolver } from './resolver.ts';
import type { Scope } from './scope.ts';
import type { Tls } from './tls.ts';

/** Where an act stands on the tape, and what the circuit breaker counts it with. */
export interface Place {
  readonly id: string;
  readonly lane: string;
  readonly family: string;
}

/** What can be seen of a product without a request to it: its names and its certificates. */
export interface Outside {
  resolve(place: Place, question: DnsQuestion): Promise<Exchange>;
  handshake(place: Place, order: HandshakeOrder): Promise<Exchange>;
}

interface OutsideOptions {
  readonly resolver: Resolver;
  readonly tls: Tls;
  readonly scope: Scope;
  readonly guard: Guard;
  readonly pace: Pace;
  readonly timeoutMs: number;
  /** Milliseconds since the run began. */
  readonly now: () => number;
}

/** Questions go to the resolver and nowhere else; handshakes to hosts in scope. Both count as requests. */
export function createOutside({
  resolver,
  tls,
  scope,
  guard,
  pace,
  timeoutMs,
  now,
}: OutsideOptions): Outside {
  async function act(
    { id, lane, family }: Place,
    request: { readonly method: 'DNS' | 'TLS'; readonly url: string },
    refused: string | undefined,
    carryOut: () => Promise<Said | NoAnswer>,
  ): Promise<Exchange> {
    const startedMs = now();
    const held: NoAnswer | undefined =
      refused === undefined
        ? guard.before(family)
        : { kind: 'no-answer', reason: 'out-of-scope', message: refused };
    const said = held ?? (await carryOut());
    if (held === undefined) guard.after(family, said.kind === 'no-answer' ? 'badly' : 'well');
    return {
      id,
      lane,
      as: 'anonymous',
      request: { ...request, headers: {} },
      outcome: said.kind === 'no-answer' ? said : answerWith(said),
      startedMs: round(startedMs),
      durationMs: round(now() - startedMs),
    };
  }

  return {
    resolve(place, question) {
      const flag = question.unchecked === true ? '&cd=1' : '';
      const url = `dns://${resolver.name}/${question.name}?type=${question.type}${flag}`;
      return act(place, { method: 'DNS', url }, undefined, async () => {
        const outcome = await resolver.query(question);
        if (outcome.kind === 'no-answer') return outcome;
        const { rcode } = outcome.answer;
        return { kind: 'said', status: RCODES.indexOf(rcode), label: rcode, data: outcome.answer };
      });
    },
    handshake(place, order) {
      const { host, port, offer } = order;
      const url = `tls://${host}:${port}${offer === 'usual' ? '' : `?offer=${offer}`}`;
      const https = new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`);
      return act(place, { method: 'TLS', url }, scope.refuses(https), async () => {
        const outcome = await pace.run(() => tls.shake(order, timeoutMs));
        if (outcome.kind === 'no-answer') return outcome;
        return { kind: 'said', status: 0, label: labelOf(outcome.handshake), data: outcome.handshake };
      });
    },
  };
}

/** RCODEs in the order of their numbers (RFC 1035, 4.1.1). */
const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

interface Said {
  readonly kind: 'said';
  readonly status: number;
  readonly label: string;
  readonly data: unknown;
}

/** What was seen, as the answer of an act that is no HTTP request. */
export function answerWith({ status, label, data }: Omit<Said, 'kind'>): Exchange['outcome'] {
  const body = JSON.stringify(data);
  return {
    kind: 'answer',
    status,
    label,
    headers: {},
    body,
    bytes: body.length,
    truncated: false,
    canaries: [],
  };
}

function labelOf(handshake: Handshake): string {
  return handshake.kind === 'refused' ? 'refused' : handshake.version;
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
