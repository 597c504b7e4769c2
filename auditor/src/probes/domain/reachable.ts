import { zoneOf } from '../../domain/zone.ts';
import { mappedEndpoint } from '../../io/addresses.ts';
import type { Lane } from '../../io/lane.ts';
import { askFor } from './ask.ts';

interface Reach {
  /** `absent`: no such name, or a name without an address. */
  readonly state: 'there' | 'absent' | 'unknown';
  readonly because: string;
}

/** Whether a name leads to an address at all: two questions at most. */
export async function reachable(
  lane: Lane,
  host: string,
  port: number,
  mapped: { readonly [name: string]: string },
): Promise<Reach> {
  if (mappedEndpoint(mapped, host, port) !== undefined) return { state: 'there', because: '' };
  const looks = await askFor(lane, 2, (zone) => [zone.look(host, 'A'), zone.look(host, 'AAAA')]);
  const zone = zoneOf(looks);
  const known = [zone.look(host, 'A'), zone.look(host, 'AAAA')];
  if (known.some((one) => one.kind === 'answered' && one.records.length > 0))
    return { state: 'there', because: '' };
  const failed = known.find((one) => one.kind === 'failed');
  if (failed?.kind === 'failed') return { state: 'unknown', because: failed.because };
  return { state: 'absent', because: `${host} has no address in DNS` };
}
