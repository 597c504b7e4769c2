import { dirname, join, relative, resolve } from 'node:path';
import { PROFILE_IDS } from '../core/profile.ts';
import { neededVariables } from '../intake/environment.ts';
import { formatProblem } from '../intake/problem.ts';
import { readTargetFile, type TargetFile } from '../intake/target-file.ts';
import { writeTarget, type TargetDraft } from '../intake/draft/write.ts';
import { headersSeen } from '../intake/draft/headers.ts';
import { sectionsSeen } from '../intake/draft/sections.ts';
import { discover } from '../intake/discovery/discover.ts';
import type { Recording } from '../intake/recording/recorded.ts';
import { addToEnv, isIgnored } from '../io/env-file.ts';
import { environmentFor, readText, writeText } from '../io/files.ts';
import { EXIT, UsageError } from './exit.ts';
import { csrfHeader, draftFrom, type Answers } from './init-draft.ts';
import { findOpenApi, keepOpenApi } from './init-openapi.ts';
import { gatherAccounts, type Accounts, type Product } from './init-accounts.ts';
import { checkWritten } from './init-check.ts';
import { openQuestions, unattended, type Questions } from './init-questions.ts';
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
  /** Signs two customers up without asking: an address with `{name}` in it. */
  readonly signUp?: string;
  /** Headers that the product expects of everybody, as curl writes them. */
  readonly header?: readonly string[];
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
  return writeTargetFile(address, options, isAsked ? await openQuestions() : undefined);
}

/** Finds out, asks whoever is there, writes, and tries what was written. */
export async function writeTargetFile(
  address: string | undefined,
  options: InitOptions,
  questions: Questions | undefined,
): Promise<number> {
  const out = resolve(options.out);
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
  const rest = await askRest(questions, options, app);
  const env = environmentFor(dirname(out));
  const headers = {
    ...headersSeen([...gathered.recordings, ...gathered.collections]).everyone,
    ...namedHeaders(options.header),
  };
  const accounts = await accountsFor(questions, options, gathered, {
    api,
    consent: rest.consent,
    env,
    headers,
  });
  const all = withRecordings(gathered, accounts.recordings);
  const draft = draftFrom(all, {
    app,
    ...(api === app ? {} : { api }),
    ...(gathered.title === undefined ? {} : { product: gathered.title }),
    ...rest,
    people: accounts.people,
    headers,
  });
  const file = write(
    out,
    options.out,
    accounts.signup === undefined ? draft : { ...draft, signup: accounts.signup },
  );
  const kept = keepPasswords(dirname(out), accounts.passwords);
  const tried = await checkWritten(out, file);
  process.stdout.write(report({ file, name: options.out, gathered: all, kept, tried, folder: dirname(out) }));
  return EXIT.ready;
}

/** Accounts that are still needed, made or asked for; nobody is signed up without consent. */
async function accountsFor(
  questions: Questions | undefined,
  { signUp }: InitOptions,
  gathered: Gathered,
  { api, consent, env, headers }: Pick<Product, 'api' | 'consent' | 'env' | 'headers'>,
): Promise<Accounts> {
  const asker = questions ?? (signUp === undefined ? undefined : unattended(checkedPattern(signUp)));
  if (asker === undefined) return { people: [], recordings: [], passwords: {} };
  const known = new Set([...gathered.recordings, ...gathered.accounts].map((one) => one.name)).size;
  const { operations } = gathered;
  if (signUp !== undefined && !consent)
    throw new UsageError(
      '--sign-up makes accounts: add --consent to say that the product is yours, or that you may test it.',
    );
  return gatherAccounts(asker, {
    api,
    operations,
    seen: sectionsSeen(gathered),
    known,
    consent,
    env,
    headers,
  });
}

function checkedPattern(mail: string): string {
  if (mail.includes('{name}') && mail.includes('@')) return mail;
  throw new UsageError(
    `--sign-up ${mail}: write it with {name} in it, such as --sign-up "you+{name}@example.com".`,
  );
}

/** What was seen while accounts were made says as much as a file that was recorded. */
function withRecordings(gathered: Gathered, recordings: readonly Recording[]): Gathered {
  if (recordings.length === 0) return gathered;
  const all = [...gathered.recordings, ...recordings];
  const discovery = discover(all, { templates: gathered.operations.map((one) => one.path) });
  return { ...gathered, recordings: all, discovery };
}

/** `X-Application-Id: acme-web`, as `--header` names it. */
function namedHeaders(written: readonly string[] = []): { [name: string]: string } {
  const pairs = written.map((one): [string, string] => {
    const colon = one.indexOf(':');
    const [name, value] = [one.slice(0, colon).trim().toLowerCase(), one.slice(colon + 1).trim()];
    if (colon > 0 && /^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name) && value !== '') return [name, value];
    throw new UsageError(
      `--header ${one}: write it as curl does, such as --header "X-Application-Id: acme-web".`,
    );
  });
  return Object.fromEntries(pairs);
}

/** Kept beside the file, where an audit reads them, and never in it. */
function keepPasswords(folder: string, passwords: Accounts['passwords']): readonly string[] {
  const names = Object.keys(passwords);
  if (names.length === 0) return [];
  const added = addToEnv(join(folder, '.env'), passwords);
  if (!added.ok) throw new UsageError(`Cannot write ${join(folder, '.env')}: ${added.because}.`);
  return names;
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
): Promise<Pick<Answers, 'profile' | 'consent'>> {
  const id = profile ?? (await questions?.profile());
  if (id !== undefined && !PROFILE_IDS.some((one) => one === id))
    throw new UsageError(`--profile ${id}: there is no such profile. There are ${PROFILE_IDS.join(', ')}.`);
  return {
    ...(id === undefined ? {} : { profile: id }),
    consent: consent === true || (await questions?.consent(app)) === true,
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

interface Written {
  readonly file: TargetFile;
  readonly name: string;
  readonly gathered: Gathered;
  /** Variables whose values were put into `.env`. */
  readonly kept: readonly string[];
  /** What came of trying the file. */
  readonly tried: readonly string[];
  readonly folder: string;
}

function report({ file, name, gathered, kept, tried, folder }: Written): string {
  const env = environmentFor(folder);
  const unset = neededVariables(file).filter((one) => (env[one.name] ?? '') === '');
  const csrf = csrfHeader(gathered);
  const operations = gathered.operations.length;
  const { unclear } = headersSeen([...gathered.recordings, ...gathered.collections]);
  const missing = stillMissing(file.target, {
    operations,
    unclear,
    ...(csrf === undefined ? {} : { csrf }),
  });
  const ignore =
    kept.length === 0 || isIgnored(folder) ? '' : ' Add .env to .gitignore: it must never be committed.';
  return [
    `Wrote ${name}.`,
    ...(kept.length === 0 ? [] : [`Kept ${kept.join(', ')} in .env beside it.${ignore}`]),
    ...(unset.length === 0
      ? []
      : [
          '',
          'Set these variables, or put them into .env beside it (never commit that):',
          ...unset.map((one) => `  export ${one.name}=…`),
        ]),
    ...(missing.length === 0 ? [] : ['', 'Still missing:', ...missing.map((one) => `  - ${one}`)]),
    '',
    ...tried,
    '',
    `To see each question, without sending anything: launch-ready audit ${name} --dry-run`,
    `Then: launch-ready audit ${name}`,
    '',
  ].join('\n');
}
