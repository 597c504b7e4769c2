import { answerOf } from '../core/exchange.ts';
import { stagingNames } from '../domain/staging.ts';
import { StagingHosts } from '../evidence/staging-host.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe } from '../io/probe.ts';
import { shake } from './domain/ask.ts';
import { placesOf, withoutDomain } from './domain/places.ts';

const MOST_CERTIFICATES = 6;
const MOST_HOSTS = 6;

/** Opens hosts whose names say that they are for trying things out. Names come from the file and certificates, never from a list of guesses. */
export const stagingHost: Probe = {
  id: 'staging-host',
  yields: [StagingHosts.kind],
  plan(context) {
    const { domain } = context.target;
    if (domain === undefined)
      return { cells: [], leftOut: [withoutDomain(StagingHosts.kind, 'the hosts of the product')] };
    const hosts = placesOf(context)
      .map((one) => one.host)
      .slice(0, MOST_CERTIFICATES);
    const cell = {
      id: `staging-host/${domain.name}`,
      probe: 'staging-host',
      title: `${domain.name}: is a host for trying things out open to everybody?`,
      identities: [],
      phase: 'passive' as const,
      effect: 'read' as const,
      cost: { requests: hosts.length + 2 * MOST_HOSTS, tokens: 0, mails: 0 },
      yields: [StagingHosts.kind],
      run: (lane: Lane) =>
        run(
          lane,
          domain.name.toLowerCase(),
          hosts,
          placesOf(context).map((one) => one.host),
        ),
    };
    return { cells: [cell], leftOut: [] };
  },
};

async function run(
  lane: Lane,
  domain: string,
  hosts: readonly string[],
  named: readonly string[],
): Promise<CellResult> {
  const shakes = await Promise.all(
    hosts.map((host) => shake(lane.fork(host), { host, port: 443, offer: 'usual' })),
  );
  const shown = shakes.flatMap(({ handshake }, index) =>
    handshake?.kind === 'usual'
      ? (handshake.chain[0]?.names ?? []).map((name) => ({
          host: name.replace(/^DNS:/, '').toLowerCase(),
          from: `the certificate of ${hosts[index] ?? domain}`,
        }))
      : [],
  );
  if (shown.length === 0) return unanswered('no host showed a certificate, and so no names were learnt');
  const known = [...named.map((host) => ({ host, from: 'the target file' })), ...shown];
  const chosen = stagingNames(domain, known).slice(0, MOST_HOSTS);
  const opened = await Promise.all(
    chosen.map(async ({ host, from }) => {
      const own = lane.fork(`open/${host}`);
      const [first, again] = [await open(own, host), await open(own, host)];
      return { host, from, ...first, again };
    }),
  );
  return gathered(StagingHosts.of({ known: known.length, hosts: opened }));
}

async function open(lane: Lane, host: string): Promise<{ exchange: string; status?: number }> {
  const exchange = await lane.send({
    method: 'GET',
    base: `https://${host}`,
    path: '/',
    tenant: null,
    label: 'nobody',
    headers: { accept: 'text/html' },
  });
  const status = answerOf(exchange)?.status;
  return { exchange: exchange.id, ...(status === undefined ? {} : { status }) };
}
