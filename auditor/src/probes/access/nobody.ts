import type { Person } from '../../evidence/seen.ts';
import type { Ask } from '../../io/lane.ts';

/**
 * How nobody asks for what is this person's: without a credential, and still at the address of the person's tenant, where a
 * sub-domain, a header or a parameter names it. Elsewhere there would be nothing to find, and that would pass for a refusal.
 */
export function asNobody({ tenant }: Person, how?: string): Pick<Ask, 'label' | 'tenant'> {
  const label = how === undefined ? 'nobody' : `nobody, ${how}`;
  return { label, ...(tenant === undefined ? {} : { tenant }) };
}
