import { dirname, join, relative, resolve } from 'node:path';
import { PROFILE_IDS } from '../core/profile.ts';
import type { Target } from '../core/target.ts';
import { neededVariables } from '../intake/environment.ts';
import { formatProblem } from '../intake/problem.ts';
import { readTargetFile, type TargetFile } from '../intake/target-file.ts';
import { keepEarlier } from '../intake/draft/keep.ts';
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
import { checkWritten, type Tried } from './init-check.ts';
import { filesOf, keepCopy, readEarlier, type Earlier } from './init-earlier.ts';
import { listed, nextSteps, type Waiting } from './init-next.ts';
import { revisitAccounts } from './init-revisit.ts';
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
      `${options.out} is there already. To go on from what it says: npx launch-ready init --force. For another file, name it with --out.`,
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
  const before = options.force === true ? readEarlier(out) : undefined;
  const app = checkedAddress(address ?? before?.target.app ?? (await questions?.address()));
  // Another product's file says nothing about this one.
  const earlier = before?.target.app === app ? before : undefined;
  const named = options.api ?? earlier?.target.api;
  const api = named === undefined ? app : checkedAddress(named);
  const recorded = await recordAll(options, app, api, dirname(out));
  const given = { ...options, har: [...(options.har ?? []), ...recorded] };
  const files = earlier === undefined ? given : filesOf(given, earlier, out);
  const gathered = await gatherSources(await withPublished(files, [api, app], dirname(out)), api, out);
  for (const notice of gathered.notices) process.stderr.write(`${notice}\n`);
  const rest = await askRest(questions, options, app, earlier);
  const headers = {
    ...headersSeen([...gathered.recordings, ...gathered.collections]).everyone,
    ...earlier?.target.headers,
    ...namedHeaders(options.header),
  };
  const accounts = await accountsFor(questions, options, gathered, {
    app,
    api,
    consent: rest.consent,
    env: environmentFor(dirname(out)),
    headers,
    earlier,
    keep: (variable, value) => keepPassword(dirname(out), variable, value),
  });
  const all = withRecordings(gathered, accounts.recordings);
  const product = earlier?.target.product ?? gathered.title;
  const draft = draftFrom(all, {
    app,
    ...(api === app ? {} : { api }),
    ...(product === undefined ? {} : { product }),
    ...rest,
    people: accounts.people,
    headers,
  });
  const whole = accounts.signup === undefined ? draft : { ...draft, signup: accounts.signup };
  const { file, copy } = write(
    out,
    options.out,
    earlier === undefined ? whole : keepEarlier(whole, earlier.json),
  );
  const { kept, waiting } = accounts;
  const tried = await checkWritten(out, file, waiting.length === 0);
  process.stdout.write(
    report({ file, name: options.out, app, copy, gathered: all, kept, waiting, tried, folder: dirname(out) }),
  );
  return EXIT.ready;
}

/** Accounts of an earlier start, and those that are still needed, made or asked for; nobody is signed up without consent. */
async function accountsFor(
  questions: Questions | undefined,
  { signUp }: InitOptions,
  gathered: Gathered,
  about: Pick<Product, 'app' | 'api' | 'consent' | 'env' | 'headers' | 'keep'> & {
    readonly earlier: Earlier | undefined;
  },
): Promise<Accounts> {
  const asker = questions ?? (signUp === undefined ? undefined : unattended(checkedPattern(signUp)));
  if (signUp !== undefined && !about.consent)
    throw new UsageError(
      '--sign-up makes accounts: add --consent to say that the product is yours, or that you may test it.',
    );
  const product = { ...about, operations: gathered.operations, seen: sectionsSeen(gathered) };
  if (signUp !== undefined && product.seen.signup === undefined) process.stderr.write(NO_SIGN_UP);
  const again =
    about.earlier === undefined ? NOBODY : { ...NOBODY, ...(await revisitAccounts(about.earlier, product)) };
  if (asker === undefined) return again;
  const { recordings, accounts } = gathered;
  const names = [...recordings, ...accounts].map((one) => one.name);
  const known = [...new Set([...names, ...Object.keys(about.earlier?.target.identities ?? {})])];
  const more = await gatherAccounts(asker, { ...product, known });
  return {
    ...more,
    people: [...again.people, ...more.people],
    recordings: [...again.recordings, ...more.recordings],
    waiting: [...again.waiting, ...more.waiting],
  };
}

const NO_SIGN_UP =
  'Nobody was signed up: no route of the product is known by which one signs up. Record it (--record, --har), or name the description (--from-openapi).\n';

const NOBODY: Accounts = { people: [], recordings: [], kept: [], waiting: [] };

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

/** Kept beside the file, where an audit reads it, and never in it. */
function keepPassword(folder: string, variable: string, value: string): void {
  const added = addToEnv(join(folder, '.env'), { [variable]: value });
  if (!added.ok) throw new UsageError(`Cannot write ${join(folder, '.env')}: ${added.because}.`);
}

function checkedAddress(written: string | undefined): string {
  if (written === undefined)
    throw new UsageError('Which product? Give its address: npx launch-ready init https://app.example.com');
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
  earlier: Earlier | undefined,
): Promise<Pick<Answers, 'profile' | 'consent'>> {
  const id = profile ?? earlier?.target.profile ?? (await questions?.profile());
  if (id !== undefined && !PROFILE_IDS.some((one) => one === id))
    throw new UsageError(`--profile ${id}: there is no such profile. There are ${PROFILE_IDS.join(', ')}.`);
  return {
    ...(id === undefined ? {} : { profile: id }),
    consent:
      consent === true || earlier?.target.consent === 'owner' || (await questions?.consent(app)) === true,
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
function write(
  out: string,
  name: string,
  draft: TargetDraft,
): { readonly file: TargetFile; readonly copy: string | undefined } {
  const text = writeTarget(draft);
  const read = readTargetFile(text, name);
  if (!read.ok)
    throw new Error(`the target file that init made is wrong:\n${read.error.map(formatProblem).join('\n')}`);
  const copy = keepCopy(name, text);
  const written = writeText(out, text);
  if (!written.ok) throw new UsageError(`Cannot write ${name}: ${written.because}.`);
  return { file: read.value, copy };
}

interface Written {
  readonly file: TargetFile;
  readonly name: string;
  readonly app: string;
  /** Where the file of before is. */
  readonly copy: string | undefined;
  readonly gathered: Gathered;
  /** Variables whose values were put into `.env`. */
  readonly kept: readonly string[];
  readonly waiting: readonly Waiting[];
  readonly tried: Tried;
  readonly folder: string;
}

function report({ file, name, app, copy, gathered, kept, waiting, tried, folder }: Written): string {
  const env = environmentFor(folder);
  const unset = neededVariables(file).flatMap((one) => ((env[one.name] ?? '') === '' ? [one.name] : []));
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
  const wrong = [...waiting.map((one) => `${one.name} cannot log in yet: ${one.words}`), ...tried.obstacles];
  return [
    copy === undefined ? `Wrote ${name}.` : `Wrote ${name}; what it said before is in ${copy}.`,
    ...(kept.length === 0 ? [] : [`Kept ${listed(kept)} in .env beside it.${ignore}`]),
    ...(missing.length === 0 ? [] : ['', 'Still missing:', ...missing.map((one) => `  - ${one}`)]),
    '',
    ...tried.lines,
    ...(wrong.length === 0 ? [] : ['', ...wrong]),
    '',
    ...nextSteps({
      name,
      app,
      waiting,
      unset,
      isBlind: operations === 0 && isWithoutRoutes(file.target),
      isWrong: tried.obstacles.length > 0,
    }),
    '',
  ].join('\n');
}

/** Neither a list of the file nor a hosted backend says what there is to ask. */
function isWithoutRoutes({ routes, backends }: Target): boolean {
  return routes.list.length === 0 && backends.supabase === undefined && backends.firebase === undefined;
}
