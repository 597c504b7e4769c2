import { getDomain } from 'tldts';

/** The registrable domain by the public suffix list, private suffixes such as `github.io` included. */
export function registrableDomain(host: string): string | undefined {
  // Names of tests and own networks end in no public suffix: their last two labels stand for it.
  const known = getDomain(host, { allowPrivateDomains: true, validateHostname: false });
  if (known !== null) return known;
  const labels = host.split('.');
  return labels.length < 2 ? undefined : labels.slice(-2).join('.');
}
