import { isIP } from 'node:net';
import type { Target } from '../../core/target.ts';
import { mappedEndpoint } from '../addresses.ts';
import type { Resolver } from '../resolver.ts';

/**
 * Where the names of the target file lead, as Chromium is told (`--host-resolver-rules`): to the addresses that the file gives,
 * to what its resolver says, or where the system's DNS says. The last rule of all is that nothing else exists.
 */
export async function hostRules(
  { app, api, network }: Pick<Target, 'app' | 'api' | 'network'>,
  resolver: Resolver,
): Promise<readonly string[]> {
  const mapped = Object.keys(network.hosts).map((name) => {
    const [host = '', port] = name.split(':');
    const endpoint = mappedEndpoint(network.hosts, host, Number(port ?? 0));
    const address = endpoint === undefined ? '' : bracketed(endpoint.address);
    const to = endpoint === undefined || endpoint.port === 0 ? address : `${address}:${endpoint.port}`;
    return `MAP ${name} ${to}`;
  });
  const named = [app, api].flatMap((address) => (address === undefined ? [] : new URL(address).hostname));
  const hosts = [...new Set([...named, ...network.allow.map((one) => one.split(':')[0] ?? one)])];
  const known = hosts.filter((host) => network.hosts[host] === undefined);
  const rules = await Promise.all(known.map((host) => rulesFor(host, network.resolver, resolver)));
  // Exact names before those that stand for many: the first that fits counts.
  return [
    ...mapped,
    ...rules.flat().filter((one) => !one.includes('*')),
    ...rules.flat().filter((one) => one.includes('*')),
  ];
}

async function rulesFor(
  host: string,
  own: string | undefined,
  resolver: Resolver,
): Promise<readonly string[]> {
  const isName = isIP(host.replaceAll(/[[\]]/g, '')) === 0 && host !== 'localhost';
  if (!isName) return [`EXCLUDE ${host}`];
  if (own === undefined) return [`EXCLUDE ${host}`, `EXCLUDE *.${host}`];
  const outcome = await resolver.query({ name: host, type: 'A' });
  const address =
    outcome.kind === 'answer' ? outcome.answer.records.find(({ type }) => type === 'A')?.data : undefined;
  return address === undefined ? [] : [`MAP ${host} ${address}`, `MAP *.${host} ${address}`];
}

function bracketed(address: string): string {
  return isIP(address) === 6 ? `[${address}]` : address;
}
