import type { Target } from '../../core/target.ts';

/**
 * An address that the run makes up: at the domain whose mail arrives at the sink, or the mailbox's own with a plus. Without
 * either at example.com, which is reserved and takes no mail (RFC 2606, RFC 7505).
 */
export function madeUpAddress({ mail }: Pick<Target, 'mail'>, word: string): string {
  const [name, host] = mail?.address?.split('@') ?? [];
  if (name !== undefined && host !== undefined) return `${name}+launch-ready-${word}@${host}`;
  return `launch-ready-${word}@${madeUpDomain({ mail })}`;
}

/** The domain of addresses that the run makes up. */
export function madeUpDomain({ mail }: Pick<Target, 'mail'>): string {
  return mail?.domain ?? 'example.com';
}

/** The part of such an address that is new: names of people and workspaces are made of it. */
export function wordIn(address: string): string {
  const name = address.split('@')[0] ?? address;
  return name.split('+').at(-1) ?? name;
}
