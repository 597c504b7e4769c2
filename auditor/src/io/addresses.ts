import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import type { Resolver } from './resolver.ts';

/** Names that are connected to another address: `app.example.test`, or `app.example.test:443` for one port alone. */
export type HostMap = { readonly [name: string]: string };

interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** The address that the target file gives for a host and port. */
export function mappedEndpoint(hosts: HostMap, host: string, port: number): Endpoint | undefined {
  const mapped = hosts[`${host}:${port}`] ?? hosts[host];
  if (mapped === undefined) return undefined;
  const url = new URL(`http://${mapped}`);
  // The URL class drops 80, which is the default of the scheme that it was given.
  const given = /:(\d+)$/.exec(mapped)?.[1];
  return {
    address: url.hostname.replace(/^\[|\]$/g, ''),
    port: given === undefined ? port : Number(given),
  };
}

/** Looks names up at the resolver of the target file instead of the system's. */
export function lookupAt(resolver: Resolver): LookupFunction {
  return (hostname, options, callback) => {
    void addressesOf(resolver, hostname).then((found) => {
      const [first] = found;
      if (first === undefined) {
        const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' });
        return callback(error, '', 0);
      }
      return options.all === true ? callback(null, [...found]) : callback(null, first.address, first.family);
    });
  };
}

/** Every address of a name, IPv4 first. */
async function addressesOf(resolver: Resolver, name: string) {
  if (isIP(name) !== 0) return [{ address: name, family: isIP(name) }];
  if (name === 'localhost') return lookup(name, { all: true });
  const outcomes = await Promise.all([
    resolver.query({ name, type: 'A' }),
    resolver.query({ name, type: 'AAAA' }),
  ]);
  return outcomes.flatMap((one) =>
    one.kind === 'answer'
      ? one.answer.records
          .filter(({ type }) => type === 'A' || type === 'AAAA')
          .map(({ data, type }) => ({ address: data, family: type === 'A' ? 4 : 6 }))
      : [],
  );
}
