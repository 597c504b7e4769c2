import { BlockList, isIPv4 } from 'node:net';

/** Where we are asked to send something. */
export type OutboundFacts = {
  readonly url: URL;
  /** What its host name resolves to. */
  readonly addresses: readonly string[];
  /** Private hosts that whoever runs us allows, as `host:port`. */
  readonly allowedHosts: readonly string[];
};

/** Which addresses we connect to on a customer's behalf. */
export type OutboundPolicy = { readonly permits: (facts: OutboundFacts) => boolean };

/** IANA special-purpose address registries: nothing there is a customer's public server (CWE-918). */
const INTERNAL = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const) {
  INTERNAL.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  INTERNAL.addSubnet(network, prefix, 'ipv6');
}

/** HTTPS to public addresses, and whatever the operator allows by name. */
export const defaultOutbound: OutboundPolicy = {
  permits: ({ url, addresses, allowedHosts }) =>
    allowedHosts.includes(url.host) ||
    (url.protocol === 'https:' && addresses.length > 0 && !addresses.some(isInternal)),
};

/** The list maps `::ffff:127.0.0.1` and its like to IPv4 by itself (CVE-2026-31943 was the lack of that). */
const isInternal = (address: string): boolean => INTERNAL.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
