import { getCACertificates } from 'node:tls';

/** Whom to trust: everybody that Node trusts, and the authority of the target file besides. */
export function authorities(ca: string | undefined): string[] | undefined {
  return ca === undefined ? undefined : [...getCACertificates('default'), ca];
}
