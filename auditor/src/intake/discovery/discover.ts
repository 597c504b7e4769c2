import type { Operation } from '../../core/operation.ts';
import { nounOf, nounOfSegment } from '../nouns.ts';
import type { Recording } from '../recording/recorded.ts';
import type { Asked } from './asked.ts';
import { callsIn } from './dialects.ts';
import { exampleBodyOf } from './example-body.ts';
import { findIdSegments, type Side, type Track } from './id-segments.ts';
import { knownFrom } from './known.ts';
import { findLinks } from './links.ts';
import { nameParams } from './name-params.ts';
import { parametersOf } from './parameters.ts';
import { tenancyOf, tenantValues, type SeenTenancy } from './tenants.ts';
import { findMe, type Me } from './who.ts';

/** What recordings of a product show. */
export interface Discovery {
  readonly operations: readonly Operation[];
  /** Answers about the caller, by identity. */
  readonly me: ReadonlyMap<string, Me>;
  readonly tenancy?: SeenTenancy;
}

interface Hints {
  /** Path templates that are known from elsewhere. */
  readonly templates?: readonly string[];
  /** Keys of the identities' tenants, as the target file says. */
  readonly tenants?: { readonly [identity: string]: readonly string[] };
  /** Name of the path parameter that carries the tenant. */
  readonly tenantParam?: string;
  readonly source?: Operation['source'];
}

/**
 * Turns recordings into operations: ids in paths become parameters, and each operation knows which fields of its answers
 * other operations take.
 */
export function discover(recordings: readonly Recording[], hints: Hints = {}): Discovery {
  const { tenants = {}, source = 'har' } = hints;
  const mes = recordings.map((one) => findMe(one));
  const sides = recordings.map(({ name, exchanges }, index): Side => {
    const calls = exchanges.flatMap((one) => callsIn(one));
    const said = tenantValues(mes[index], mes.toSpliced(index, 1));
    return { calls, known: knownFrom(calls), tenantValues: new Set([...said, ...(tenants[name] ?? [])]) };
  });
  const asked = understood(sides, hints);
  const links = findLinks(asked);
  const operations = [...Map.groupBy(asked, (one) => one.operation)].flatMap(([id, calls]) => {
    const operation = operationOf(id, calls, source);
    const produces = links.get(id);
    return operation === undefined ? [] : [{ ...operation, ...(produces === undefined ? {} : { produces }) }];
  });
  const tenancy = tenancyOf(asked, recordings, (side) => sides[side]?.tenantValues ?? new Set());
  return {
    operations,
    me: new Map(
      recordings.flatMap(({ name }, index) => (mes[index] === undefined ? [] : [[name, mes[index]]])),
    ),
    ...(tenancy === undefined ? {} : { tenancy }),
  };
}

function understood(sides: readonly Side[], { templates = [], tenantParam }: Hints): readonly Asked[] {
  const tracks = findIdSegments(sides, templates);
  const trackOf = new Map(tracks.map((one) => [one.call, one]));
  const named = nameParams(tracks, {
    nounFor: (side, value) => nounFor(sides[side], value, trackOf),
    fixedFor: (side, value) => (sides[side]?.tenantValues.has(value) === true ? tenantParam : undefined),
  });
  return sides.flatMap(({ calls, known }, side) =>
    calls.flatMap((call, index): readonly Asked[] => {
      const track = trackOf.get(call);
      const place = track === undefined ? undefined : named.get(track);
      if (place === undefined) return [];
      const { recorded, variant } = call;
      const { template, params } = place;
      const operation = `${recorded.method} ${template}${variant === undefined ? '' : ` (${variant})`}`;
      return [
        {
          side,
          index,
          recorded,
          operation,
          template,
          params,
          known,
          ...(variant === undefined ? {} : { variant }),
        },
      ];
    }),
  );
}

/** Keys that wrap data of any kind. */
const WRAPPER =
  /^(?:data|results?|items|rows|list|edges|nodes?|records|payload|response|body|json|attributes|object|content|values|entries|me|current|session)$/i;

/** What a value identifies, by the answer that held it: the field's own name, the key around it, or the path asked. */
function nounFor(
  side: Side | undefined,
  value: string,
  trackOf: ReadonlyMap<unknown, Track>,
): string | undefined {
  const origin = side?.known.origins.get(value)?.find((one) => one.keys !== undefined);
  if (side === undefined || origin === undefined) return undefined;
  const own = nounOf(origin.name);
  if (own !== undefined && own !== origin.name.toLowerCase()) return own;
  const around = origin.keys?.slice(0, -1).findLast((key) => typeof key === 'string' && !WRAPPER.test(key));
  if (typeof around === 'string') return nounOfSegment(around);
  const call = side.calls[origin.call];
  const track = call === undefined ? undefined : trackOf.get(call);
  const word = track?.segments.findLast((_, index) => track.ids[index] === false);
  return word === undefined || WRAPPER.test(word) ? undefined : nounOfSegment(word);
}

function operationOf(
  id: string,
  calls: readonly Asked[],
  source: Operation['source'],
): Operation | undefined {
  const [first] = calls;
  if (first === undefined) return undefined;
  const body = exampleBodyOf(calls);
  return {
    id,
    method: first.recorded.method,
    path: first.template,
    ...(first.variant === undefined ? {} : { variant: first.variant }),
    parameters: parametersOf(calls),
    ...(body === undefined ? {} : { body }),
    declared: 'unknown',
    destructive: false,
    costly: false,
    mails: false,
    source,
  };
}
