import { dirname, relative, resolve } from 'node:path';
import { PROFILE_IDS } from '../core/profile.ts';
import { neededVariables } from '../intake/environment.ts';
import { formatProblem } from '../intake/problem.ts';
import { readTargetFile, type TargetFile } from '../intake/target-file.ts';
import { writeTarget, type TargetDraft } from '../intake/draft/write.ts';
import { readText, writeText } from '../io/files.ts';
import { EXIT, UsageError } from './exit.ts';
import { csrfHeader, draftFrom, type Answers } from './init-draft.ts';
import { findOpenApi, keepOpenApi } from './init-openapi.ts';
import { openQuestions, type Questions } from './init-questions.ts';
import { gatherSources, type Gathered, type InitFiles } from './init-sources.ts';
import { stillMissing } from './init-missing.ts';

interface InitOptions extends InitFiles {
  readonly out: string;
  readonly api?: string;
  readonly profile?: string;
  readonly consent?: boolean;
  readonly record?: readonly string[];
  /** Other hosts that a browser may contact while it records. */
  readonly allow?: readonly string[];
  readonly yes?: boolean;
  readonly force?: boolean;
}

/** `launch-ready init`: finds out what it can, asks for the rest, and writes the target file. Answers with the exit code. */
export async function initCommand(address: string | undefined, options: InitOptions): Promise<number> {
  const out = resolve(options.out);
  if (options.force !== true && readText(out, Number.MAX_SAFE_INTEGER).ok)
    throw new UsageError(
      `${options.out} is there already. Choose another name with --out, or --force to write over it.`,
    );
  const isAsked = options.yes !== true && process.stdin.isTTY && process.stdout.isTTY;
  const questions = isAsked ? await openQuestions() : undefined;
  const app = checkedAddress(address ?? (await questions?.address()));
  const api = options.api === undefined ? app : checkedAddress(options.api);
  const recorded = await recordAll(options, app, api, dirname(out));
  const files = await withPublished(
    { ...options, har: [...(options.har ?? []), ...recorded] },
    [api, app],
    dirname(out),
  );
  const gathered = await gatherSources(files, api, out);
  for (const notice of gathered.notices) process.stderr.write(`${notice}\n`);
  const known = [...gathered.recordings, ...gathered.accounts].map((one) => one.name);
  const draft = draftFrom(gathered, {
    app,
    ...(api === app ? {} : { api }),
    ...(await askRest(questions, options, app, known)),
  });
  const file = write(out, options.out, draft);
  process.stdout.write(report(file, options.out, gathered));
  return EXIT.ready;
}

function checkedAddress(written: string | undefined): string {
  if (written === undefined)
    throw new UsageError('Which product? Give its address: launch-ready init https://app.example.com');
  const whole = /^https?:\/\//i.test(written) ? written : `https://${written}`;
  if (!URL.canParse(whole))
    throw new UsageError(`${written} is not an address; write it as https://app.example.com.`);
  const { origin, pathname } = new URL(whole);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
}

async function askRest(
  questions: Questions | undefined,
  { profile, consent }: InitOptions,
  app: string,
  known: readonly string[],
): Promise<Omit<Answers, 'app' | 'api'>> {
  const id = profile ?? (await questions?.profile());
  if (id !== undefined && !PROFILE_IDS.some((one) => one === id))
    throw new UsageError(`--profile ${id}: there is no such profile. There are ${PROFILE_IDS.join(', ')}.`);
  return {
    ...(id === undefined ? {} : { profile: id }),
    consent: consent === true || (await questions?.consent(app)) === true,
    people: (await questions?.people(known)) ?? [],
  };
}

/** Records in a browser, one person after the other. Loaded only when asked for. */
async function recordAll(
  { record = [], allow = [] }: InitOptions,
  app: string,
  api: string,
  folder: string,
): Promise<readonly string[]> {
  if (record.length === 0) return [];
  const odd = record.find((name) => !/^[A-Za-z0-9][\w.@-]*$/.test(name));
  if (odd !== undefined)
    throw new UsageError(`--record ${odd}: name an account in one word, such as --record ana.`);
  const { recordPerson } = await import('./init-record.ts');
  const files: string[] = [];
  for (const name of record) files.push(`${name}=${await recordPerson({ name, app, api, folder, allow })}`);
  return files;
}

/** A description that the product itself hands out, when none was named. */
async function withPublished(
  files: InitFiles,
  addresses: readonly string[],
  folder: string,
): Promise<InitFiles> {
  if (files.fromOpenapi !== undefined) return files;
  const found = await findOpenApi(addresses);
  if (found === undefined) return files;
  const file = relative(process.cwd(), keepOpenApi(folder, found));
  process.stderr.write(`Found the OpenAPI description at ${found.place} and kept it as ${file}.\n`);
  return { ...files, fromOpenapi: file };
}

/** Written only when it can be read back: a file with mistakes in it would be ours. */
function write(out: string, name: string, draft: TargetDraft): TargetFile {
  const text = writeTarget(draft);
  const read = readTargetFile(text, name);
  if (!read.ok)
    throw new Error(`the target file that init made is wrong:\n${read.error.map(formatProblem).join('\n')}`);
  const written = writeText(out, text);
  if (!written.ok) throw new UsageError(`Cannot write ${name}: ${written.because}.`);
  return read.value;
}

function report(file: TargetFile, name: string, gathered: Gathered): string {
  const variables = neededVariables(file);
  const csrf = csrfHeader(gathered);
  const operations = gathered.operations.length;
  const missing = stillMissing(file.target, { operations, ...(csrf === undefined ? {} : { csrf }) });
  return [
    `Wrote ${name}.`,
    ...(variables.length === 0
      ? []
      : [
          '',
          'Set these variables, or put them into .env beside it (never commit that):',
          ...variables.map((one) => `  export ${one.name}=…`),
        ]),
    ...(missing.length === 0 ? [] : ['', 'Still missing:', ...missing.map((one) => `  - ${one}`)]),
    '',
    `Then see what would be asked, without sending anything: launch-ready audit ${name} --dry-run`,
    '',
  ].join('\n');
}
