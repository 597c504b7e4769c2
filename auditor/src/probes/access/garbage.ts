import type { Credential, Lane } from '../../io/lane.ts';

/** Somebody without a valid credential: none at all, or one that is made up in the shape of a real one. */
export interface Stranger {
  readonly credential: 'none' | 'garbage';
  readonly as: Credential | undefined;
}

/** Nobody, and somebody with a garbage credential in the shape of this identity's. */
export async function strangersLike(lane: Lane, identity: string): Promise<readonly Stranger[]> {
  const forged = await lane.shared(`garbage/${identity}`, (own) => own.forge(identity, { kind: 'garbage' }));
  const nobody: Stranger = { credential: 'none', as: undefined };
  return forged.kind === 'forged' ? [nobody, { credential: 'garbage', as: forged.credential }] : [nobody];
}

/** How evidence and reports call the variant of an attack with such a credential. */
export function variantOf({ credential }: Stranger): string {
  return credential === 'none' ? 'no credential' : 'a garbage credential';
}
