import type { Observation } from '../../core/watch/incidents.ts';
import type { Tls } from '../tls.ts';

/**
 * The part of its lifetime at which a certificate should long have been renewed: ACME clients renew when a third is left
 * (https://letsencrypt.org/docs/integration-guide/), so a quarter means that renewal has failed for a while.
 */
const LEFT = 0.25;
const PATIENCE_MS = 10_000;
const DAY_MS = 86_400_000;

/** Looks at the certificate of each host. A host that cannot be asked says nothing: its routes are asked anyway. */
export async function lookAtCertificates(
  tls: Tls,
  origins: readonly string[],
  now: number,
): Promise<readonly Observation[]> {
  const https = [...new Set(origins)].filter((one) => one.startsWith('https:'));
  const seen = await Promise.all(https.map((origin) => lookAt(tls, new URL(origin), now)));
  return seen.flatMap((one) => one ?? []);
}

async function lookAt(tls: Tls, { hostname, port }: URL, now: number): Promise<Observation | undefined> {
  const order = { host: hostname, port: Number(port || 443), offer: 'usual' } as const;
  const outcome = await tls.shake(order, PATIENCE_MS);
  if (outcome.kind === 'no-answer' || outcome.handshake.kind !== 'usual') return undefined;
  const [own] = outcome.handshake.chain;
  if (own === undefined) return undefined;
  const from = Date.parse(own.notBefore);
  const until = Date.parse(own.notAfter);
  const observation = {
    subject: `certificate:${hostname}`,
    name: `the certificate of ${hostname}`,
    state: 'ends soon',
  } as const;
  if (!(until > from) || (until - now) / (until - from) > LEFT) return observation;
  const days = Math.floor((until - now) / DAY_MS);
  const when = until < now ? 'it has ended' : `${days} ${days === 1 ? 'day is' : 'days are'} left`;
  return {
    ...observation,
    trouble: `${when} of ${Math.round((until - from) / DAY_MS)}; renewal should have happened`,
  };
}
