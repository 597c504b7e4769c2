import type { Operation } from '../../core/operation.ts';
import type { Target } from '../../core/target.ts';
import { stringsIn } from '../../core/target/words.ts';
import { matchesPattern } from '../../intake/pattern.ts';
import { operationFrom } from '../../intake/route-list.ts';
import { findScriptEndpoints, unlistedEndpoints } from '../../intake/script-endpoints.ts';
import type { FrontEndData } from '../../evidence/front-end.ts';
import type { FrontEndRead } from './read-front-end.ts';

type Endpoint = FrontEndData['unlisted'][number];

interface Known {
  readonly target: Target;
  readonly operations: readonly Operation[];
}

/** Endpoints in the scripts, and those of them that neither a list nor a section of the target file names. */
export function endpointsIn(
  { scripts }: FrontEndRead,
  { target, operations }: Known,
): { readonly found: number; readonly unlisted: readonly Endpoint[] } {
  const prefix = target.api === undefined ? '' : new URL(target.api).pathname.replace(/\/+$/, '');
  const found = findScriptEndpoints(scripts);
  const known = [...operations, ...namedIn(target)].flatMap(({ method, path }) => [
    { method, path },
    { method, path: `${prefix}${path}` },
  ]);
  const unlisted = unlistedEndpoints(found, known).filter(({ method, path }) => {
    const below = path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
    const asked = { method: method ?? ('GET' as const), path: below };
    return !target.routes.exclude.some((pattern) => matchesPattern(asked, pattern));
  });
  return {
    found: found.length,
    unlisted: unlisted.map((one) => ({
      ...one,
      exchange: scripts.find(({ name }) => name === one.script)?.exchange ?? '',
    })),
  };
}

/** Any path that the file names is known, whatever it is named for: logins, tokens of forms, webhooks. */
function namedIn(target: Target): readonly Pick<Operation, 'method' | 'path'>[] {
  const texts = stringsIn(JSON.parse(JSON.stringify(target))).map((one) => one.text);
  return texts.flatMap((text) => {
    if (!/^\/[\w-]/.test(text)) return [];
    const [path = ''] = text.split('?');
    return (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).flatMap((method) => {
      const read = operationFrom(`${method} ${path}`);
      return read.ok ? [read.value] : [];
    });
  });
}
