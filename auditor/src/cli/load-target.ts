import { dirname, resolve } from 'node:path';
import type { MonitorReading } from '../core/monitors.ts';
import type { Operation } from '../core/operation.ts';
import type { Target } from '../core/target.ts';
import type { SourceReading } from '../evidence/source-hint.ts';
import { missingVariables } from '../intake/environment.ts';
import { completed, type Completed } from '../intake/draft/complete.ts';
import { sectionsSeen } from '../intake/draft/sections.ts';
import { withHints } from '../intake/hints.ts';
import { readOpenApi } from '../intake/openapi.ts';
import { belowApi, resolveOperations } from '../intake/operations.ts';
import { formatProblem, type Problem } from '../intake/problem.ts';
import { readTargetFile } from '../intake/target-file.ts';
import { commitOf } from '../io/commit-of.ts';
import { environmentFor, readText } from '../io/files.ts';
import { UsageError } from './exit.ts';
import { hostedNotices, hostedOperations } from './load-hosted.ts';
import { loadRoutes, type LoadedRoutes } from './load-routes.ts';
import { loadGuesses } from './load-guesses.ts';
import { loadMonitors } from './load-monitors.ts';
import { loadSource } from './load-source.ts';

/** Everything that a target file and the files it names say. */
export interface LoadedTarget {
  readonly target: Target;
  readonly operations: readonly Operation[];
  readonly texts: { readonly [path: string]: string };
  /** What the source of `repo` suggests. */
  readonly source?: SourceReading;
  /** What watches the product, as far as the file names it. */
  readonly monitors?: MonitorReading;
  /** Secrets that stand in `repo`, to be tried against the product's tokens. Never stored. */
  readonly guesses: readonly string[];
  /** The commit that is checked out in `repo`. */
  readonly commit?: string;
  readonly env: { readonly [name: string]: string | undefined };
  /** Absolute path. */
  readonly file: string;
  readonly ca?: string;
  /** What is allowed, yet worth telling. */
  readonly notices: readonly string[];
}

const MOST_BYTES = 20 * 1024 * 1024;

/**
 * Reads a target file and what it names.
 *
 * @param needs `variables` when it is going to be used, `text` when it is only looked at: then no variable must be set
 * @throws UsageError with every problem, each with its place
 */
export async function loadTarget(
  path: string,
  needs: 'variables' | 'text' = 'variables',
): Promise<LoadedTarget> {
  const file = resolve(path);
  const folder = dirname(file);
  const read = readText(file, MOST_BYTES);
  if (!read.ok) {
    throw new UsageError(
      `Cannot read the target file ${path}: ${read.because}.\nIt says what to audit; docs/target-file.md shows how one looks.`,
    );
  }
  const parsed = readTargetFile(read.text, path);
  if (!parsed.ok) throw usage(parsed.error);
  const written = parsed.value.target;
  const env = environmentFor(folder);
  const missing = needs === 'variables' ? missingVariables(parsed.value, env) : [];
  if (missing.length > 0) throw usage(missing);

  const openapi = written.routes.openapi;
  const described =
    openapi === undefined ? undefined : await readOpenApi(named(folder, openapi, 'routes.openapi'), openapi);
  if (described !== undefined && !described.ok) throw usage(described.error);
  const known = described === undefined ? [] : belowApi(described.value, written.api);
  const templates = [...known.map((one) => one.path), ...listed(written)];
  const routes = await loadRoutes(folder, written, templates);
  const { target, learned } = fromRecordings(written, routes, known);
  const { operations, unmatched } = resolveOperations({
    target,
    list: [...routes.operations, ...hostedOperations(target, folder)],
    ...(described === undefined ? {} : { openapi: described.value }),
  });
  const prompt = target.chat?.systemPrompt;
  const asked = (target.chat?.questions ?? []).flatMap((one) => one.document ?? []);
  const message = target.domain?.message;
  const { ca } = target.network;
  const repository = target.repo === undefined ? undefined : resolve(folder, target.repo);
  const source = repository === undefined ? undefined : loadSource(repository);
  const monitors = loadMonitors(folder, target);
  const commit = repository === undefined ? undefined : commitOf(repository);
  return {
    target: withHints(target, operations),
    operations,
    texts: {
      ...(prompt === undefined ? {} : { [prompt]: named(folder, prompt, 'chat.systemPrompt') }),
      ...Object.fromEntries(asked.map((document) => [document, named(folder, document, 'chat.questions')])),
      ...(message === undefined ? {} : { [message]: named(folder, message, 'domain.message') }),
    },
    ...(source === undefined ? {} : { source }),
    ...(monitors === undefined ? {} : { monitors }),
    guesses: target.repo === undefined ? [] : loadGuesses(resolve(folder, target.repo)),
    ...(commit === undefined ? {} : { commit }),
    env,
    file,
    ...(ca === undefined ? {} : { ca: named(folder, ca, 'network.ca') }),
    notices: [
      ...[...parsed.value.notices, ...(described?.value.notices ?? [])].map(formatProblem),
      ...(openapi === undefined ? [] : otherServers(openapi, described?.value.servers ?? [], target.api)),
      ...routes.notices,
      ...hostedNotices(target, folder),
      ...(learned.length === 0
        ? []
        : [
            `${path}  seen in the recordings: ${learned.join(', ')}. Write a section of that name to say otherwise`,
          ]),
      ...unmatched.map(
        ({ section, pattern }) => `${path}  ${section}: ${pattern} fits no operation of the product`,
      ),
    ],
  };
}

/** What the file leaves out and its recordings show. */
function fromRecordings(target: Target, routes: LoadedRoutes, described: readonly Operation[]): Completed {
  const { recordings, discovery } = routes;
  if (recordings.length === 0) return { target, learned: [] };
  const operations = [...routes.operations, ...described];
  return completed(target, sectionsSeen({ operations, recordings, discovery }), discovery);
}

/** A description may have been written for another place; its paths are asked below `api` all the same. */
function otherServers(file: string, servers: readonly string[], api: string | undefined): readonly string[] {
  if (api === undefined || servers.length === 0) return [];
  if (servers.some((one) => hostOf(one) === hostOf(api))) return [];
  return [
    `${file}  is of another server: it names ${servers.slice(0, 3).join(', ')}, and \`api\` is ${api}. Its paths are asked below \`api\`; if that is wrong, correct \`api\``,
  ];
}

/** Host and port; this machine has several names. */
function hostOf(address: string): string {
  return new URL(address).host.replace(/^(?:127\.0\.0\.1|\[::1\])(?=:|$)/, 'localhost');
}

/** Paths that the target file lists, without their methods. */
function listed({ routes }: Target): readonly string[] {
  return routes.list.map((one) => one.slice(one.indexOf(' ') + 1));
}

/** Reads a file that the target file names, relative to it. */
function named(folder: string, path: string, key: string): string {
  const read = readText(resolve(folder, path), MOST_BYTES);
  if (!read.ok)
    throw new UsageError(`Cannot read ${path}, which the target file names at ${key}: ${read.because}.`);
  return read.text;
}

function usage(problems: readonly Problem[]): UsageError {
  return new UsageError(problems.map(formatProblem).join('\n\n'));
}
