import type { Problem } from '../problem.ts';
import { failure, type Result } from '../result.ts';
import { conclude, type RecordingRead, type Source } from './conclusion.ts';
import { readEntries, type EntriesRead } from './har-entries.ts';
import { exchangeOf } from './har-exchange.ts';
import { createRecorder } from './recorder.ts';

/**
 * Reads a browser's recording (HAR 1.2) as it streams by. Kept is what concerns the product, without cookies, tokens,
 * passwords and pictures; what was dropped is counted.
 */
export async function readHar(
  chunks: AsyncIterable<Uint8Array>,
  source: Source,
): Promise<Result<RecordingRead, readonly Problem[]>> {
  const recorder = createRecorder(source.name, source);
  let usable = 0;
  const read = await readEntries(chunks, (entry) => {
    const exchange = exchangeOf(entry);
    if (exchange !== undefined && recorder.add(exchange)) usable += 1;
  });
  const wrong = unreadable(read, usable);
  if (wrong !== undefined) return failure([{ level: 'error', file: source.file, message: wrong }]);
  return conclude(recorder, source, noticesOf(read));
}

function unreadable({ broken, isHar, entries }: EntriesRead, usable: number): string | undefined {
  if (broken === 'empty') return 'is empty';
  if (broken === 'too-large')
    return 'holds one entry of more than 32 MiB, which no browser writes; is it a recording?';
  if (broken === 'not-json' && !isHar) return 'is not JSON, so it is no HAR file';
  if (!isHar && broken === undefined) return 'is JSON, but not a HAR file: it has no "log" with "entries"';
  if (broken === undefined || usable > 0) return undefined;
  return broken === 'cut-off'
    ? `is cut off: it ends in the middle, after ${entries} whole entries. Export it again`
    : `is damaged after ${entries} entries. Export it again`;
}

function noticesOf({ broken, entries, shortened }: EntriesRead): readonly string[] {
  const notices: string[] = [];
  if (broken !== undefined)
    notices.push(
      `is cut off or damaged after ${entries} entries; what came before is used. Export it again for the rest`,
    );
  if (shortened > 0)
    notices.push(`${shortened} bodies are larger than 2 MiB and only their beginning was read`);
  return notices;
}
