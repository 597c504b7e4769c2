import { analyseCaa } from '../domain/caa.ts';
import { analyseAlias, analyseSignatures } from '../domain/hosts.ts';
import { analyseReceiving } from '../domain/receiving.ts';
import { CaaRecords, HostRecords, MailServers } from '../evidence/domain-records.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { askFor, shake } from './domain/ask.ts';
import { placesOf, senderOf, withoutDomain } from './domain/places.ts';

const KINDS = [HostRecords, CaaRecords, MailServers];

/** Asks DNS about the hosts themselves: aliases, signatures, who may issue certificates, where mail is taken. */
export const hostRecords: Probe = {
  id: 'host-records',
  yields: KINDS.map(({ kind }) => kind),
  plan(context) {
    const places = placesOf(context);
    const sender = senderOf(context);
    if (sender === undefined)
      return { cells: [], leftOut: KINDS.map(({ kind }) => withoutDomain(kind, 'the domain')) };
    const cells = [
      ...places.map(({ host }) =>
        cell('names', host, 'do its names lead somewhere?', 6, HostRecords.kind, (lane) => names(lane, host)),
      ),
      ...places
        .filter(({ expected, host }) => expected || host === context.target.domain?.name.toLowerCase())
        .map(({ host }) =>
          cell('caa', host, 'may its certificate be renewed?', 12, CaaRecords.kind, (lane) =>
            caa(lane, host),
          ),
        ),
      cell('mx', sender.domain, 'where does its mail go?', 4, MailServers.kind, async (lane) => {
        const looks = await askFor(lane, 4, (zone) => analyseReceiving(sender.domain, zone));
        return gathered(MailServers.of({ domain: sender.domain, looks }));
      }),
    ];
    return { cells, leftOut: [] };
  },
};

function cell(
  part: string,
  host: string,
  question: string,
  requests: number,
  kind: string,
  run: (lane: Lane) => Promise<CellResult>,
): RunnableCell {
  return {
    id: `host-records/${part}/${host}`,
    probe: 'host-records',
    title: `${host}: ${question}`,
    identities: [],
    phase: 'passive',
    effect: 'read',
    cost: { requests, tokens: 0, mails: 0 },
    yields: [kind],
    run,
  };
}

async function names(lane: Lane, host: string): Promise<CellResult> {
  const looks = await askFor(lane, 6, (zone) => [analyseAlias(host, zone), analyseSignatures(host, zone)]);
  return gathered(HostRecords.of({ host, looks }));
}

async function caa(lane: Lane, host: string): Promise<CellResult> {
  const { handshake, because = 'no handshake came about' } = await shake(lane, {
    host,
    port: 443,
    offer: 'usual',
  });
  if (handshake?.kind !== 'usual') return unanswered(`${host}: ${because}`);
  const [leaf] = handshake.chain;
  const issuer = leaf?.issuerOrganisation ?? leaf?.issuer ?? 'nobody';
  const looks = await askFor(lane, 10, (zone) => analyseCaa(host, issuer, zone));
  return gathered(CaaRecords.of({ host, looks, issuer }));
}
