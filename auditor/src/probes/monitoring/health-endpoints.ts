import type { Operation } from '../../core/operation.ts';
import type { OperationRef } from '../../core/target.ts';
import type { PlanContext } from '../../io/probe.ts';

/** Last segments under which products tell how they are, by habit of Kubernetes, Spring, Rails and others. */
const USUAL = /\/(?:_?health(?:z|check|-check|_check)?|livez|readyz|ready|readiness|heartbeat|up|status)$/i;

const MOST = 6;

export interface HealthEndpoint extends OperationRef {
  /** The target file names it; otherwise it only sounds like one. */
  readonly named: boolean;
}

/** Endpoints that speak for the whole product: those that the file names, or those that are called so. */
export function healthEndpoints({ target, operations }: PlanContext): readonly HealthEndpoint[] {
  const { health = [], readiness = [] } = target.monitoring ?? {};
  const given = [...health, ...readiness];
  const named = given.length > 0;
  const found = named ? given : operations.filter(looksLikeHealth);
  const once = new Map(found.map(({ method, path }) => [`${method} ${path}`, { method, path, named }]));
  return [...once.values()].slice(0, MOST);
}

function looksLikeHealth({ method, path, wire, parameters }: Operation): boolean {
  const needs = parameters.some((one) => one.required);
  return method === 'GET' && wire === undefined && !needs && !path.includes('{') && USUAL.test(path);
}
