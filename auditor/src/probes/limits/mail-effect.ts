import type { Exchange } from '../../core/exchange.ts';
import type { Burst } from '../../evidence/limit-burst.ts';
import type { Lane } from '../../io/lane.ts';

type Mailed = Awaited<ReturnType<Lane['mail']>>['result'];

/** Mails of the burst itself are on their way for a moment: they must not be taken for the one that is waited for. */
const SETTLE_MS = 1_000;

/**
 * Whether a mail still comes after a burst that nobody stopped: many products answer alike and send no more.
 *
 * @param before the mail that such a request caused before the burst
 */
export async function arrivesStill(
  lane: Lane,
  before: Mailed,
  to: string,
  cause: () => Promise<Exchange>,
): Promise<Pick<NonNullable<Burst['effect']>, 'before' | 'after'>> {
  if (before.kind === 'none') return { before: false, after: false };
  await lane.sleep(SETTLE_MS);
  const { result } = await lane.mail(to, cause);
  return { before: true, after: result.kind === 'mail' };
}
