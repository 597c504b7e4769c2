import { BlockList, isIP } from 'node:net';

/** Which hosts may be contacted: those of the target file and nobody else's. */
export interface Scope {
  /** The reason why a URL is out of scope, or undefined when it may be contacted. */
  refuses(url: URL): string | undefined;
}

/** @param origins base URLs from the target file, such as `app` and `api` */
export function createScope(origins: readonly string[]): Scope {
  const allowed = new Set(origins.map((origin) => new URL(origin).host));
  return {
    refuses(url) {
      if (url.protocol !== 'http:' && url.protocol !== 'https:')
        return `${url.protocol} is not a web address`;
      if (allowed.has(url.host)) return undefined;
      // A tenant's own sub-domain of a declared host is the same product.
      if ([...allowed].some((host) => url.host.endsWith(`.${host}`))) return undefined;
      return `${url.host} is not a host of the target file`;
    },
  };
}

const OWN = new BlockList();
// RFC 1122 loopback, RFC 1918 private use, RFC 3927 link-local; RFC 4291 loopback, RFC 4193 unique local, link-local.
OWN.addSubnet('127.0.0.0', 8);
OWN.addSubnet('10.0.0.0', 8);
OWN.addSubnet('172.16.0.0', 12);
OWN.addSubnet('192.168.0.0', 16);
OWN.addSubnet('169.254.0.0', 16);
OWN.addAddress('::1', 'ipv6');
OWN.addSubnet('fc00::', 7, 'ipv6');
OWN.addSubnet('fe80::', 10, 'ipv6');

/** True for an address that only this machine or this network can mean. */
export function isPrivateAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 0) return false;
  return OWN.check(address, kind === 6 ? 'ipv6' : 'ipv4');
}

/** Names that cannot exist on the public internet (RFC 2606, RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`). */
const RESERVED = /(^|\.)(localhost|test|local|internal|invalid|home\.arpa)$/i;

/** True for a host that needs no proof of ownership by its name alone. */
export function isPrivateName(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return RESERVED.test(bare) || isPrivateAddress(bare);
}
