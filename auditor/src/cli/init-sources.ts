import { basename, dirname, relative, resolve } from 'node:path';
import type { Json, Operation } from '../core/operation.ts';
import { readCurl } from '../intake/collections/curl.ts';
import { readPostman } from '../intake/collections/postman.ts';
import { readWfcAuth } from '../intake/collections/wfc-auth.ts';
import { discover, type Discovery } from '../intake/discovery/discover.ts';
import type { AccountDraft } from '../intake/draft/account.ts';
import { readOpenApi } from '../intake/openapi.ts';
import { belowApi } from '../intake/operations.ts';
import { formatProblem, type Problem } from '../intake/problem.ts';
import type { Recording } from '../intake/recording/recorded.ts';
import type { Result } from '../intake/result.ts';
import { readText } from '../io/files.ts';
import { UsageError } from './exit.ts';
import { readRecording, refuseTwins } from './load-routes.ts';

/** What the flags of `init` name. */
export interface InitFiles {
  readonly fromOpenapi?: string;
  /** `name=file` */
  readonly har?: readonly string[];
  readonly postman?: string;
  readonly curl?: string;
  readonly authFile?: string;
}

/** What all sources together show of the product. */
export interface Gathered {
  /** The product's name, where a description says one. */
  readonly title?: string;
  readonly operations: readonly Operation[];
  readonly recordings: readonly Recording[];
  /** Collections that name no account: requests, mostly without answers. */
  readonly collections: readonly Recording[];
  readonly discovery: Discovery;
  readonly accounts: readonly AccountDraft[];
  /** The `routes` section. */
  readonly routes: { readonly [key: string]: Json };
  readonly notices: readonly string[];
}

const MOST_BYTES = 20 * 1024 * 1024;

/**
 * Reads every file that was named.
 *
 * @param out the target file to be written; its `routes` name files relative to it
 * @throws UsageError when one cannot be used
 */
export async function gatherSources(files: InitFiles, api: string, out: string): Promise<Gathered> {
  const notices: string[] = [];
  const used = <Value extends { readonly notices: readonly Problem[] }>(
    result: Result<Value, readonly Problem[]>,
  ): Value => {
    if (!result.ok) throw new UsageError(result.error.map(formatProblem).join('\n\n'));
    notices.push(...result.value.notices.map(formatProblem));
    return result.value;
  };
  const { fromOpenapi, postman, curl, authFile } = files;
  const described =
    fromOpenapi === undefined
      ? undefined
      : used(await readOpenApi(textOf(fromOpenapi), basename(fromOpenapi)));
  const known = described === undefined ? [] : belowApi(described, api);
  const recordings: Recording[] = [];
  const hars = recordingFiles(files.har ?? []);
  for (const { name, file } of hars) {
    const read = await readRecording(resolve(file), { name, file, api }, `--har ${name}=${file}`);
    recordings.push(used(read).recording);
  }
  refuseTwins(recordings);
  const discovery = discover(recordings, { templates: known.map((one) => one.path) });
  const collections = [
    ...(postman === undefined ? [] : [used(readPostman(textOf(postman), postman, { api })).recording]),
    ...(curl === undefined ? [] : [used(readCurl(textOf(curl), curl, { api })).recording]),
  ];
  const folder = dirname(resolve(out));
  const path = (file: string) => `./${relative(folder, resolve(file)).replaceAll('\\', '/')}`;
  return {
    ...(described?.title === undefined ? {} : { title: described.title.replace(/\s+API$/i, '') }),
    // A recording comes first here: its bodies and answers show more than a description.
    operations: [
      ...discovery.operations,
      ...known,
      ...collections.flatMap((one) => discover([one]).operations),
    ],
    recordings,
    collections,
    discovery,
    accounts: authFile === undefined ? [] : used(readWfcAuth(textOf(authFile), authFile)).accounts,
    routes: {
      ...(fromOpenapi === undefined ? {} : { openapi: path(fromOpenapi) }),
      ...(hars.length === 0
        ? {}
        : { har: Object.fromEntries(hars.map((one) => [one.name, path(one.file)])) }),
      ...(postman === undefined ? {} : { postman: path(postman) }),
      ...(curl === undefined ? {} : { curl: path(curl) }),
    },
    notices,
  };
}

/** `ana=ana.har`; without a name the file's own. */
function recordingFiles(
  written: readonly string[],
): readonly { readonly name: string; readonly file: string }[] {
  return written.map((one) => {
    const at = one.indexOf('=');
    const [name, file] =
      at < 0 ? [basename(one).replace(/\.[^.]*$/, ''), one] : [one.slice(0, at), one.slice(at + 1)];
    if (/^[A-Za-z0-9][\w.@-]*$/.test(name) && file !== '') return { name, file };
    throw new UsageError(`--har ${one}: write it as name=file, such as --har ana=ana.har.`);
  });
}

function textOf(file: string): string {
  const read = readText(resolve(file), MOST_BYTES);
  if (!read.ok) throw new UsageError(`Cannot read ${file}: ${read.because}.`);
  return read.text;
}
