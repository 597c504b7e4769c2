import { resolve } from 'node:path';
import type { Operation } from '../core/operation.ts';
import type { Target } from '../core/target.ts';
import { readCurl } from '../intake/collections/curl.ts';
import { readIntrospection } from '../intake/collections/graphql.ts';
import { readPostman } from '../intake/collections/postman.ts';
import { discover, type Discovery } from '../intake/discovery/discover.ts';
import { isSamePerson } from '../intake/discovery/who.ts';
import { formatProblem, type Problem } from '../intake/problem.ts';
import type { RecordingRead } from '../intake/recording/conclusion.ts';
import { readHar } from '../intake/recording/har.ts';
import type { Recording } from '../intake/recording/recorded.ts';
import type { Result } from '../intake/result.ts';
import { readText } from '../io/files.ts';
import { streamFile } from '../io/file-stream.ts';
import { UsageError } from './exit.ts';

export interface LoadedRoutes {
  readonly operations: readonly Operation[];
  readonly recordings: readonly Recording[];
  /** What the recordings show together. */
  readonly discovery: Discovery;
  readonly notices: readonly string[];
}

const MOST_BYTES = 20 * 1024 * 1024;

/**
 * The operations that recordings and collections of the target file show.
 *
 * @param templates paths that are known already; what fits one of them is that operation
 * @throws UsageError when a file cannot be used
 */
export async function loadRoutes(
  folder: string,
  target: Target,
  templates: readonly string[],
): Promise<LoadedRoutes> {
  const { har, postman, curl, graphql } = target.routes;
  const notices: string[] = [];
  const used = <Value extends { readonly notices: readonly Problem[] }>(
    result: Result<Value, readonly Problem[]>,
  ): Value => {
    if (!result.ok) throw new UsageError(result.error.map(formatProblem).join('\n\n'));
    notices.push(...result.value.notices.map(formatProblem));
    return result.value;
  };
  const base = target.api === undefined ? {} : { api: target.api };
  const recordings: Recording[] = [];
  for (const [name, file] of Object.entries(har)) {
    const read = await readRecording(resolve(folder, file), { name, file, ...base }, `routes.har.${name}`);
    recordings.push(used(read).recording);
  }
  refuseTwins(recordings);
  const collections = [
    ...(postman === undefined
      ? []
      : [used(readPostman(named(folder, postman, 'routes.postman'), postman, base))]),
    ...(curl === undefined ? [] : [used(readCurl(named(folder, curl, 'routes.curl'), curl, base))]),
  ].map((one) => one.recording);
  const { tenancy } = target;
  const hints = {
    templates,
    tenants: tenantKeys(target),
    ...(tenancy?.by === 'path' && tenancy.name !== undefined ? { tenantParam: tenancy.name } : {}),
  };
  const discovery = discover(recordings, hints);
  const found = [
    ...discovery.operations,
    ...collections.flatMap((one) => discover([one], { templates, source: sourceOf(one) }).operations),
  ];
  if (graphql === undefined) return { operations: found, recordings, discovery, notices };
  const { schema, path } = graphql;
  const described = readIntrospection(named(folder, schema, 'routes.graphql.schema'), { path, file: schema });
  if (!described.ok) throw new UsageError(described.error.map(formatProblem).join('\n\n'));
  return { operations: [...found, ...described.value], recordings, discovery, notices };
}

function sourceOf({ name }: Recording): Operation['source'] {
  return name === 'postman' ? 'postman' : 'curl';
}

/** One recording. Read as it streams by: it may be larger than the memory. */
export async function readRecording(
  path: string,
  source: { readonly name: string; readonly file: string; readonly api?: string },
  key: string,
): Promise<Result<RecordingRead, readonly Problem[]>> {
  const stream = streamFile(path);
  if (!stream.ok) throw new UsageError(`Cannot read ${source.file} (${key}): ${stream.because}.`);
  return readHar(stream.chunks, source);
}

/** Two recordings of one person show no difference between tenants, and would pass for two. */
export function refuseTwins(recordings: readonly Recording[]): void {
  for (const [index, left] of recordings.entries()) {
    const twin = recordings.slice(index + 1).find((right) => isSamePerson(left, right));
    if (twin === undefined) continue;
    throw new UsageError(
      `${left.file} and ${twin.file} show the same user, but are said to be of ${left.name} and ${twin.name}. Log out, log in as ${twin.name}, and record again.`,
    );
  }
}

/** What stands for the tenant of each identity in requests. */
function tenantKeys({ identities, tenants }: Target): { readonly [identity: string]: readonly string[] } {
  return Object.fromEntries(
    Object.entries(identities).map(([name, { tenant }]) => {
      if (tenant === undefined) return [name, []];
      return [name, [...new Set([tenant, tenants[tenant]?.id ?? tenant])]];
    }),
  );
}

function named(folder: string, path: string, key: string): string {
  const read = readText(resolve(folder, path), MOST_BYTES);
  if (!read.ok)
    throw new UsageError(`Cannot read ${path}, which the target file names at ${key}: ${read.because}.`);
  return read.text;
}
