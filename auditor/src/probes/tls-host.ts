import type { Draft } from '../core/evidence.ts';
import { OFFERS, type Offer } from '../core/handshake.ts';
import { TlsHost, TlsOffers } from '../evidence/tls-host.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { shake } from './domain/ask.ts';
import { reachable } from './domain/reachable.ts';
import { placesOf, withoutDomain } from './domain/places.ts';

const PORT = 443;

/** Shakes hands with every host of the product: as a client of today, and with what no server should take any more. */
export const tlsHost: Probe = {
  id: 'tls-host',
  yields: [TlsHost.kind, TlsOffers.kind],
  plan(context) {
    const places = placesOf(context);
    if (places.length === 0) {
      const kinds = [TlsHost.kind, TlsOffers.kind];
      return { cells: [], leftOut: kinds.map((kind) => withoutDomain(kind, 'the hosts of the product')) };
    }
    const { hosts } = context.target.network;
    const cells = places.flatMap(({ host, expected }) => [
      cell(host, 'certificate', 'is its certificate right?', 4, TlsHost.kind, (lane) =>
        whenReachable(lane, { host, expected, mapped: hosts }, TlsHost.of({ host, shakes: [] }), () =>
          certificate(lane, host),
        ),
      ),
      cell(
        host,
        'protocols',
        'which old protocols does it take?',
        3 + 2 * OLD.length,
        TlsOffers.kind,
        (lane) =>
          whenReachable(lane, { host, expected, mapped: hosts }, TlsOffers.of({ host, tried: [] }), () =>
            protocols(lane, host),
          ),
      ),
    ]);
    return { cells, leftOut: [] };
  },
};

const OLD = OFFERS.filter((offer) => offer !== 'usual');

function cell(
  host: string,
  part: string,
  question: string,
  requests: number,
  kind: string,
  run: RunnableCell['run'],
): RunnableCell {
  return {
    id: `tls-host/${part}/${host}`,
    probe: 'tls-host',
    title: `${host}: ${question}`,
    identities: [],
    phase: 'passive',
    effect: 'read',
    cost: { requests, tokens: 0, mails: 0 },
    yields: [kind],
    run,
  };
}

interface Wanted {
  readonly host: string;
  readonly expected: boolean;
  readonly mapped: { readonly [name: string]: string };
}

/** A www that does not exist needs no certificate; a host that is in use must resolve. */
async function whenReachable(
  lane: Lane,
  { host, expected, mapped }: Wanted,
  nothing: Draft,
  run: () => Promise<CellResult>,
): Promise<CellResult> {
  const { state, because } = await reachable(lane, host, PORT, mapped);
  if (state === 'there') return run();
  if (state === 'absent' && !expected) return gathered(nothing);
  return unanswered(because);
}

async function certificate(lane: Lane, host: string): Promise<CellResult> {
  const order = { host, port: PORT, offer: 'usual' } as const;
  const [first, second] = [await shake(lane, order), await shake(lane, order)];
  return gathered(TlsHost.of({ host, shakes: [first, second] }));
}

async function protocols(lane: Lane, host: string): Promise<CellResult> {
  const control = await shake(lane, { host, port: PORT, offer: 'usual' });
  const tried = await Promise.all(OLD.map((offer) => offered(lane.fork(offer), host, offer)));
  return gathered(TlsOffers.of({ host, control, tried }));
}

async function offered(lane: Lane, host: string, offer: Offer) {
  const answer = await shake(lane, { host, port: PORT, offer });
  if (answer.handshake?.kind !== 'accepted') return { offer, answer };
  return { offer, answer, again: await shake(lane, { host, port: PORT, offer }) };
}
