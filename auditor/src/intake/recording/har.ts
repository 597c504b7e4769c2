import type { Problem } from '../problem.ts';
import { failure, success, type Result } from '../result.ts';
import { readEntries, type EntriesRead } from './har-entries.ts';
import { exchangeOf } from './har-exchange.ts';
import type { Recording } from './recorded.ts';
import { createRecorder, type Counts } from './recorder.ts';
import type { Base } from './relevance.ts';

interface Source extends Base {
  /** The identity whose recording it is. */
  readonly name: string;
  /** As it should appear in messages. */
  readonly file: string;
}

export interface RecordingRead {
  readonly recording: Recording;
  readonly notices: readonly Problem[];
}

/**
 * Reads a browser's recording (HAR 1.2) as it streams by. Kept is what concerns the product, without cookies, tokens,
 * passwords and pictures; what was dropped is counted.
 */
export async function readHar(
  chunks: AsyncIterable<Uint8Array>,
  source: Source,
): Promise<Result<RecordingRead, readonly Problem[]>> {
  const { name, file } = source;
  const recorder = createRecorder(name, source);
  const read = await readEntries(chunks, (entry) => {
    const exchange = exchangeOf(entry);
    if (exchange !== undefined) recorder.add(exchange);
  });
  const { counts, ...seen } = recorder.end();
  const problem = (message: string, level: Problem['level'] = 'error'): Problem => ({ level, file, message });
  const wrong = unreadable(read, seen.exchanges.length) ?? unusable(seen.exchanges, counts, source);
  if (wrong !== undefined) return failure([problem(wrong)]);
  const recording: Recording = { name, file, ...seen };
  const notices = noticesOf(read, recording, counts).map((message) => problem(message, 'notice'));
  return success({ recording, notices });
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

/** A session that ran out answers so: RFC 9110 401 and 403, 419 and 440 by custom. */
const REFUSED = new Set([401, 403, 419, 440]);

function unusable(exchanges: Recording['exchanges'], counts: Counts, { api }: Base): string | undefined {
  if (exchanges.length > 0) {
    const answered = exchanges.filter((one) => (one.answer?.status ?? 0) > 0);
    const refused = answered.filter((one) => REFUSED.has(one.answer?.status ?? 0));
    if (answered.length === 0 || refused.length < answered.length) return undefined;
    return `was recorded with an expired session: all ${answered.length} answers refuse (${[...new Set(refused.map((one) => one.answer?.status))].join(', ')}). Log in while recording`;
  }
  if (counts.all === 0) return 'holds no entries: the recording was saved before anything was clicked';
  const hosts = [...counts.otherHosts].sort(([, left], [, right]) => right - left);
  const [first] = hosts;
  if (first !== undefined && api !== undefined && counts.dropped.get('other host') === counts.all) {
    const seen = hosts.slice(0, 3).map(([host, times]) => `${host} (${times})`);
    return `is of another host: \`api\` is ${api}, but all ${counts.all} requests went to ${seen.join(', ')}. If that is your API, correct \`api\``;
  }
  const others =
    hosts.length === 0
      ? ''
      : `; other hosts: ${hosts
          .slice(0, 3)
          .map(([host]) => host)
          .join(', ')}`;
  return `holds nothing that could be asked: of ${counts.all} entries ${told(counts)} were dropped${others}`;
}

function noticesOf(
  { broken, entries, shortened }: EntriesRead,
  recording: Recording,
  counts: Counts,
): readonly string[] {
  const { exchanges } = recording;
  const notices: string[] = [];
  if (broken !== undefined)
    notices.push(
      `is cut off or damaged after ${entries} entries; what came before is used. Export it again for the rest`,
    );
  if (counts.dropped.size > 0)
    notices.push(`${exchanges.length} of ${counts.all} requests are used; dropped: ${told(counts)}`);
  if (counts.tooMany > 0)
    notices.push(`${counts.tooMany} requests beyond the first ${exchanges.length} are not used`);
  if (shortened > 0)
    notices.push(`${shortened} bodies are larger than 2 MiB and only their beginning was read`);
  const hasBody = exchanges.some((one) => one.answer?.json !== undefined || one.answer?.events !== undefined);
  const couldHave = exchanges.some((one) => /json|event-stream/.test(one.answer?.contentType ?? ''));
  if (!hasBody && couldHave) {
    notices.push(
      'holds no bodies of answers, so ids are only known by their looks. Export it "with content"',
    );
  }
  return notices;
}

function told({ dropped }: Counts): string {
  return [...dropped].map(([why, times]) => `${times} ${why}`).join(', ');
}
