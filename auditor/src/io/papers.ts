import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Paper } from '../evidence/paper.ts';
import { outlineOf } from '../intake/outline.ts';
import { readText } from './files.ts';
import { git } from './scan/git.ts';

/** Texts of a product's own files, as far as anybody needs to know them. */
export interface PaperReading {
  /** The day on which they were read. */
  readonly readOn: string;
  readonly papers: readonly Paper[];
}

interface PapersOptions {
  /** What the names are relative to. */
  readonly folder: string;
  readonly names: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Masks what must not be written down. */
  readonly redact: (text: string) => string;
}

const MOST_BYTES = 2 * 1024 * 1024;

/** Reads papers: what they look like and when they were changed last, never what they say. */
export async function readPapers({ folder, names, now, redact }: PapersOptions): Promise<PaperReading> {
  const papers: Paper[] = [];
  for (const name of names) papers.push(await readPaper(resolve(folder, name), name, redact));
  return { readOn: dayOf(now), papers };
}

async function readPaper(path: string, name: string, redact: (text: string) => string): Promise<Paper> {
  const read = readText(path, MOST_BYTES);
  if (!read.ok) return { kind: 'missing', path: name, because: read.because };
  const { words, steps, contacts, unfilled, topics } = outlineOf(read.text);
  return {
    kind: 'found',
    path: name,
    changedOn: (await committedOn(path)) ?? dayOf(statSync(path).mtimeMs),
    words,
    steps,
    contacts,
    unfilled: unfilled.map(redact),
    topics: [...topics],
  };
}

/** The day of its last commit, when it stands as it was committed: a checkout gives every file a new time. */
async function committedOn(path: string): Promise<string | undefined> {
  const folder = dirname(path);
  const changed = await printed(folder, ['status', '--porcelain', '--', path]);
  if (changed !== '') return undefined;
  const day = (await printed(folder, ['log', '-1', '--format=%cs', '--', path]))?.trim();
  return day === '' ? undefined : day;
}

async function printed(folder: string, args: readonly string[]): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  const result = await git(folder, args, (piece) => void pieces.push(piece));
  return result.ok ? Buffer.concat(pieces).toString() : undefined;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
