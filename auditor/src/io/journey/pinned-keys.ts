import { createHash, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type ConnectionOptions } from 'node:tls';
import type { Target } from '../../core/target.ts';
import { lookupAt, mappedEndpoint } from '../addresses.ts';
import type { Resolver } from '../resolver.ts';
import { authorities } from '../trust.ts';

interface Pinning {
  readonly target: Target;
  readonly ca?: string;
  readonly resolver: Resolver;
}

/**
 * A browser cannot be told to trust one more authority for one run. So each host shakes hands with us first, under all the
 * usual rules and that authority; the very key that passed is then taken by the browser, and no other.
 */
export async function pinnedKeys({ target, ca, resolver }: Pinning): Promise<readonly string[]> {
  if (ca === undefined) return [];
  const { app, api, network, limits } = target;
  const places = [app, api, ...network.allow.map((host) => `https://${host}`)].flatMap((address) =>
    address?.startsWith('https:') === true ? new URL(address) : [],
  );
  const keys = await Promise.all(
    places.map(({ hostname, port: given }) => {
      const port = Number(given || 443);
      const mapped = mappedEndpoint(network.hosts, hostname, port);
      return keyOf(
        {
          host: mapped?.address ?? hostname,
          port: mapped?.port ?? port,
          ca: authorities(ca),
          ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
          ...(network.resolver === undefined ? {} : { lookup: lookupAt(resolver) }),
        },
        limits.timeoutMs,
      );
    }),
  );
  return [...new Set(keys.flatMap((key) => key ?? []))];
}

/** The hash of a host's public key, as Chromium writes it; none when its certificate does not stand up. */
function keyOf(options: ConnectionOptions, timeoutMs: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(options);
    const end = (key: string | undefined) => {
      socket.destroy();
      resolve(key);
    };
    socket.setTimeout(timeoutMs, () => end(undefined));
    socket.once('error', () => end(undefined));
    socket.once('secureConnect', () => {
      const { publicKey } = new X509Certificate(socket.getPeerCertificate().raw);
      const key = publicKey.export({ type: 'spki', format: 'der' });
      end(createHash('sha256').update(key).digest('base64'));
    });
  });
}
