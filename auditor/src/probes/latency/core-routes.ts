import type { Operation } from '../../core/operation.ts';
import type { Target } from '../../core/target.ts';
import { matchesPattern } from '../../intake/pattern.ts';
import type { Ask } from '../../io/lane.ts';
import { modelOf } from '../access/model.ts';
import { people } from '../access/people.ts';
import { requestFor } from '../access/requests.ts';
import type { PlanContext } from '../../io/probe.ts';

/** A request that customers make all the time. */
export interface CoreRoute {
  readonly operation: string;
  readonly ask: Ask & { readonly as: string };
}

/** Routes that customers seldom wait for: operations' own, downloads, what never ends. */
const UNCOMMON =
  /\b(?:health\w*|ready|readyz|live|livez|status|metrics|openapi|swagger|docs|jwks|robots|sitemap|favicon|csrf|config|exports?|streams?|events|audit|admin|legacy|version|debug)\b|\.\w+$/i;

/**
 * Reads that need no object: the person, and the lists that every page opens with. The ones that the target file names under
 * `routes.core`, where it names any.
 */
export function coreRoutes(context: PlanContext, most: number): readonly CoreRoute[] {
  const { target } = context;
  const person = people(target)[0];
  if (person === undefined) return [];
  const model = modelOf(context);
  const wanted = model.operations.filter((one) => isCore(one, target));
  const lists = new Set(model.resources.flatMap(({ list }) => list?.id ?? []));
  const weight = (one: Operation) => {
    if (one.path === target.whoami?.get) return 0;
    return lists.has(one.id) ? 1 : 2;
  };
  return wanted
    .toSorted((one, other) => weight(one) - weight(other))
    .flatMap((operation) => {
      const ask = requestFor(model, operation, { person, ids: new Map(), text: () => 'a' });
      return ask === undefined ? [] : [{ operation: operation.id, ask: { ...ask, as: person.name } }];
    })
    .slice(0, most);
}

function isCore(operation: Operation, { routes }: Target): boolean {
  if (operation.method !== 'GET' || operation.wire !== undefined) return false;
  if (routes.core.length > 0) return routes.core.some((pattern) => matchesPattern(operation, pattern));
  const { costly, destructive, mails, declared, path } = operation;
  return !costly && !destructive && !mails && declared !== 'public' && !UNCOMMON.test(path);
}
