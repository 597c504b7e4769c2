import type { LeftOut } from '../../core/cell.ts';
import type { Operation } from '../../core/operation.ts';
import { pathUpTo } from '../../intake/path-template.ts';
import { existingFor, type OnExisting } from './on-existing.ts';
import { isObjectRead, routeOf, type Model } from './model.ts';
import { isPlantable } from './words.ts';

/** The most operations of one sort that are tried; a target with more says which matter by `routes.exclude`. */
const MOST = 80;

export interface Chosen {
  readonly reads: readonly Operation[];
  /** Writes to what the run cannot make: a tenant, an account. */
  readonly existing: readonly OnExisting[];
  readonly leftOut: readonly LeftOut[];
}

/** Reads of single objects whose whole path can be filled; the others are left out by name. */
export function objectReads(model: Model, kind: string): Chosen {
  return choose(model, kind, (one) => isObjectRead(model, one) && one.declared !== 'public');
}

/** Of the operations on single objects that are wanted, those that can be asked, and why the others cannot. */
export function choose(model: Model, kind: string, wanted: (operation: Operation) => boolean): Chosen {
  const reads: Operation[] = [];
  const leftOut: LeftOut[] = [];
  const existing: OnExisting[] = [];
  for (const operation of model.operations) {
    if (!wanted(operation)) continue;
    const { objects, unknown, fixed } = routeOf(model, operation);
    if (objects.length === 0 && !operation.path.includes('{')) continue;
    if (unknown.length === 0 && objects.length === 0 && namesNoObject(model, operation)) continue;
    const [param] = unknown;
    const there =
      operation.method === 'GET' || objects.length > 0 ? undefined : existingFor(model, operation);
    if (there !== undefined) {
      existing.push(there);
    } else if (param !== undefined) {
      leftOut.push({
        kind,
        what: operation.id,
        because: `nothing is known that makes what {${param}} stands for`,
        add: addParam(operation, param),
      });
    } else if (objects.some(({ resource }) => !isPlantable(resource, model))) {
      leftOut.push({
        kind,
        what: operation.id,
        because: 'making such an object sends mail, and the file names no sink',
        add: ADD_SINK,
      });
    } else if (
      objects.length > 0 ||
      (model.tenantParam !== undefined && operation.path.includes(`{${model.tenantParam}}`))
    ) {
      reads.push(operation);
    } else if (Object.keys(fixed).length > 0) {
      leftOut.push({
        kind,
        what: operation.id,
        because: 'the value that the file gives belongs to nobody in particular',
        add: addParam(operation, Object.keys(fixed)[0] ?? 'id'),
      });
    }
  }
  const over = reads.slice(MOST).map((one) => ({
    kind,
    what: one.id,
    because: `more than ${MOST} such operations`,
    add: `routes: { exclude: ["${one.id}"] }`,
  }));
  return { reads: reads.slice(0, MOST), existing, leftOut: [...leftOut, ...over] };
}

/** Every parameter of its path is one of the names that the description lists: what nobody owns is nobody's object. */
function namesNoObject({ tenantParam }: Model, { path, parameters }: Operation): boolean {
  if (tenantParam !== undefined && path.includes(`{${tenantParam}}`)) return false;
  const inPath = parameters.filter((one) => one.in === 'path');
  return inPath.length > 0 && inPath.every((one) => one.schema.enum !== undefined);
}

function addParam({ id, path }: Operation, param: string): string {
  return `operations:\n  "POST /…": { creates: "${pathUpTo(path, param)}", id: $.id }   # the operation that makes {${param}}, or routes.exclude: ["${id}"]`;
}

const ADD_SINK = 'mail: { sink: smtp://127.0.0.1:2525 }';
