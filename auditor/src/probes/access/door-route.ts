import type { PlanContext } from '../../io/probe.ts';
import type { Ask } from '../../io/lane.ts';

/** A route without parameters that shows by its answer whether a credential is alive. */
export interface DoorRoute {
  readonly operation: string;
  readonly ask: Omit<Ask, 'as'>;
}

/** `whoami`, or the first protected read without parameters. */
export function doorRoute({ target, operations }: PlanContext): DoorRoute | undefined {
  if (target.whoami !== undefined) {
    const { get } = target.whoami;
    return { operation: `GET ${get}`, ask: { method: 'GET', path: get, operation: `GET ${get}` } };
  }
  const known = operations.find(
    (one) =>
      one.method === 'GET' &&
      one.wire === undefined &&
      one.declared !== 'public' &&
      !one.path.includes('{') &&
      !one.parameters.some((parameter) => parameter.required),
  );
  if (known === undefined) return undefined;
  return { operation: known.id, ask: { method: 'GET', path: known.path, operation: known.id } };
}
