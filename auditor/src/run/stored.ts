import * as z from 'zod';
import { MonitorReadingSchema, type MonitorReading } from '../core/monitors.ts';
import { PHASES } from '../core/cell.ts';
import type { Operation } from '../core/operation.ts';
import { PROFILE_IDS } from '../core/profile.ts';
import { TargetSchema, type Target } from '../core/target.ts';
import type { Answered } from '../engine.ts';
import { SourceReadingSchema, type SourceReading } from '../evidence/source-hint.ts';
import type { CellResult } from '../io/probe.ts';
import { RunDirectoryError, type RunDirectory } from '../io/run-directory.ts';

/** Version of the files in a run's folder. Raised when an older auditor could not read them. */
export const RUN_SCHEMA = 1;

export const STORED = {
  run: 'run.json',
  input: 'input.json',
  plan: 'plan.json',
  answers: 'answers.jsonl',
  scorecard: 'scorecard.json',
} as const;

const RunSchema = z.object({
  schema: z.literal(RUN_SCHEMA),
  id: z.string(),
  version: z.string(),
  seed: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().exactOptional(),
  /** How many times it was started: once, and once for each resumption. */
  attempts: z.int(),
  complete: z.boolean(),
  requests: z.int(),
  /** How long each phase took. */
  phases: z.array(z.object({ phase: z.enum(PHASES), ms: z.int() })).exactOptional(),
  leftBehind: z.array(z.string()),
  notes: z.array(z.string()),
  /** Set when the target could not be audited at all. */
  because: z.string().exactOptional(),
  /** The commit that was checked out beside the target file. */
  commit: z.string().exactOptional(),
  /** Absolute path of the target file, to replay a finding on the living product. */
  targetFile: z.string(),
});

export type StoredRun = z.infer<typeof RunSchema>;

/** What the audit was given: no secret is in it, since the target file holds none. */
export interface StoredInput {
  readonly target: Target;
  readonly operations: readonly Operation[];
  readonly texts: { readonly [path: string]: string };
  /** What the repository's source suggests, read before the run. */
  readonly source?: SourceReading;
  /** What watches the product. */
  readonly monitors?: MonitorReading;
  readonly profile: (typeof PROFILE_IDS)[number];
  readonly only: readonly string[];
  readonly cells?: readonly string[];
}

/** Sections that every target has, whatever its file says: where one is missing, another version wrote it. */
const SECTIONS = Object.keys(TargetSchema.parse({ schema: 1, domain: { name: 'example.com' } })).filter(
  // Some products have an app or an API, others neither.
  (section) => section !== 'domain',
);

function isTarget(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && SECTIONS.every((section) => Object.hasOwn(value, section))
  );
}

// Written by us after parsing, below a folder that only its owner may write: the outline is checked, not every field.
const InputSchema: z.ZodType<StoredInput> = z.object({
  target: z.custom<Target>(isTarget),
  operations: z.array(z.custom<Operation>((value) => typeof value === 'object' && value !== null)),
  texts: z.record(z.string(), z.string()),
  source: SourceReadingSchema.exactOptional(),
  monitors: MonitorReadingSchema.exactOptional(),
  profile: z.enum(PROFILE_IDS),
  only: z.array(z.string()),
  cells: z.array(z.string()).exactOptional(),
});

const ResultSchema: z.ZodType<CellResult> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('evidence'),
    drafts: z.array(
      z.object({ kind: z.string(), data: z.unknown(), origin: z.literal('attested').exactOptional() }),
    ),
  }),
  z.object({ kind: z.literal('undecided'), because: z.string(), add: z.string().exactOptional() }),
]);

const AnsweredSchema: z.ZodType<Answered> = z.object({
  cell: z.string(),
  prefix: z.string(),
  result: ResultSchema,
});

/** @throws StoredRunError when the run is of another version or damaged */
export function readRun(directory: RunDirectory): StoredRun {
  return parsed(RunSchema, directory, STORED.run);
}

export function writeRun(directory: RunDirectory, run: StoredRun): void {
  directory.write(STORED.run, `${JSON.stringify(run, null, 2)}\n`);
}

/** @throws StoredRunError when the run is of another version or damaged */
export function readInput(directory: RunDirectory): StoredInput {
  return parsed(InputSchema, directory, STORED.input);
}

export function writeInput(directory: RunDirectory, input: StoredInput): void {
  directory.write(STORED.input, JSON.stringify(input));
}

/** The last answer of each cell. */
export function readAnswers(directory: RunDirectory): readonly Answered[] {
  const answers = new Map<string, Answered>();
  for (const line of directory.readLines(STORED.answers)) {
    const answered = readingStored(directory, [STORED.answers], () => AnsweredSchema.parse(line));
    answers.set(answered.cell, answered);
  }
  return [...answers.values()];
}

/**
 * Reads lines of a run's folder.
 *
 * @throws StoredRunError when they are of another version or damaged
 */
export function readingStored<Value>(
  directory: RunDirectory,
  files: readonly string[],
  read: () => Value,
): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const message = `${directory.path}/${files.join(' or ')} is damaged, or was written by another version of launch-ready. Run the audit again.`;
    throw new StoredRunError(message, { cause: error });
  }
}

/**
 * Makes something of a run that is stored. A run of another version may have passed every check of its outline and still hold
 * what nobody knows any more: that is told as such.
 *
 * @throws StoredRunError when it cannot be made
 */
export function openingStored<Value>(directory: RunDirectory, make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (error instanceof StoredRunError || error instanceof RunDirectoryError) throw error;
    throw new StoredRunError(notForUs(directory, error), { cause: error });
  }
}

function notForUs(directory: RunDirectory, error: unknown): string {
  const { version, startedAt } = readRun(directory);
  const reason = error instanceof Error ? error.message : String(error);
  return `${directory.path} cannot be read by this version of launch-ready (${reason}). It was made on ${startedAt.slice(0, 10)} by version ${version}, and runs have changed since. ${AGAIN}`;
}

const AGAIN = 'Run the audit again; what the run saw stays in its folder.';

/** A run's folder that this version cannot read. */
export class StoredRunError extends Error {
  override readonly name = 'StoredRunError';
}

function parsed<Value>(schema: z.ZodType<Value>, directory: RunDirectory, file: string): Value {
  let value: unknown;
  try {
    value = JSON.parse(directory.read(file));
  } catch {
    throw new StoredRunError(`${directory.path}/${file} is damaged: it is not JSON. Run the audit again.`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new StoredRunError(otherVersion(`${directory.path}/${file}`, value));
}

const OtherSchema = z.looseObject({ schema: z.int(), version: z.string().exactOptional() });

/** A file of a newer auditor asks for that one; an older one can be opened by its own, or made again. */
function otherVersion(path: string, value: unknown): string {
  const other = OtherSchema.safeParse(value);
  if (!other.success || other.data.schema === RUN_SCHEMA)
    return `${path} is damaged, or was written by another version of launch-ready. Run the audit again.`;
  const { schema, version } = other.data;
  const by = version === undefined ? '' : ` ${version}`;
  const reads = `(schema ${schema}, this one reads ${RUN_SCHEMA})`;
  return schema > RUN_SCHEMA
    ? `${path} was written by a newer version of launch-ready${by} ${reads}. Update this one: npm install launch-ready@latest`
    : `${path} was written by another version of launch-ready${by} ${reads}. Run the audit again, or open it with the version that made it: npx launch-ready@${version ?? '<version>'} show <run>`;
}
