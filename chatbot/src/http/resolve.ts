import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** A customer waits for this; a name server that is up answers within some hundredths of it. */
const PATIENCE = { timeout: 1_000, tries: 2 };

/** The addresses behind a host: by the name servers that the operator names, or as this machine finds them. None if there are none. */
export async function addressesOf(host: string, nameServers: readonly string[]): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  if (nameServers.length === 0) {
    const found = await lookup(host, { all: true }).catch(() => []);
    return found.map(({ address }) => address);
  }
  const resolver = new Resolver(PATIENCE);
  resolver.setServers(nameServers);
  const asked = [resolver.resolve4(host), resolver.resolve6(host)];
  const found = await Promise.all(asked.map((answer) => answer.catch(() => [])));
  return found.flat();
}
