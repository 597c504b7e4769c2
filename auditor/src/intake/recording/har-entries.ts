import type { Json } from '../../core/operation.ts';
import { createEntrySplitter } from './entry-splitter.ts';
import { createStringCutter } from './short-strings.ts';

/** How reading a HAR file went. */
export interface EntriesRead {
  /** Entries that were handed over. */
  readonly entries: number;
  readonly isHar: boolean;
  /** Why it could not be read to its end. */
  readonly broken?: 'empty' | 'not-json' | 'cut-off' | 'too-large';
  /** Strings that were longer than what is kept. */
  readonly shortened: number;
}

/**
 * Reads the entries of a HAR 1.2 file while it streams by, one at a time.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export async function readEntries(
  chunks: AsyncIterable<Uint8Array>,
  onEntry: (entry: Json) => void,
): Promise<EntriesRead> {
  const cutter = createStringCutter();
  let entries = 0;
  let isDamaged = false;
  const splitter = createEntrySplitter((text) => {
    const entry = parsed(text);
    if (entry === undefined) isDamaged = true;
    if (entry === undefined || isDamaged) return;
    entries += 1;
    onEntry(entry);
  });
  const done = (broken?: EntriesRead['broken']): EntriesRead => ({
    entries,
    isHar: splitter.isHar,
    shortened: cutter.count,
    ...(broken === undefined ? {} : { broken }),
  });
  let isEmpty = true;
  for await (const chunk of chunks) {
    isEmpty &&= chunk.length === 0;
    for (const piece of cutter.cut(chunk)) {
      const wrong = splitter.feed(piece);
      if (wrong !== undefined || isDamaged) return done(wrong ?? 'not-json');
    }
  }
  if (isEmpty) return done('empty');
  return done(splitter.isComplete ? undefined : 'cut-off');
}

function parsed(text: string): Json | undefined {
  try {
    const entry: Json = JSON.parse(text);
    return entry;
  } catch {
    return undefined;
  }
}
