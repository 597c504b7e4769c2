import type { Burst } from '../../evidence/limit-burst.ts';

/** Why a burst decides nothing: the product refused already what came first, with this status or a higher one. */
export function refusedFirst(
  { throttle, control }: Burst,
  what: string,
  from = 400,
): Pick<Burst, 'controlBecause'> {
  const { status, line } = control;
  const refused = throttle === undefined && status !== undefined && status >= from;
  return refused ? { controlBecause: `${what} is not taken to begin with: ${line}` } : {};
}
