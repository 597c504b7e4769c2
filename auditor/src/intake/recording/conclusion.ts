import { objectOf } from '../json.ts';
import type { Problem } from '../problem.ts';
import { failure, success, type Result } from '../result.ts';
import type { RecordedAnswer, Recording } from './recorded.ts';
import type { Counts, Recorder } from './recorder.ts';
import type { Base } from './relevance.ts';

export interface Source extends Base {
  /** The identity whose recording it is, or what kind of file. */
  readonly name: string;
  /** As it should appear in messages. */
  readonly file: string;
}

export interface RecordingRead {
  readonly recording: Recording;
  readonly notices: readonly Problem[];
}

/** What a recorder took in as a recording, or why nothing can be done with it. */
export function conclude(
  recorder: Recorder,
  source: Source,
  more: readonly string[] = [],
): Result<RecordingRead, readonly Problem[]> {
  const { name, file } = source;
  const { counts, ...seen } = recorder.end();
  const wrong = unusable(seen.exchanges, counts, source);
  if (wrong !== undefined) return failure([{ level: 'error', file, message: wrong }]);
  const recording: Recording = { name, file, ...seen };
  const notices = [...more, ...noticesOf(recording, counts)].map((message): Problem => ({
    level: 'notice',
    file,
    message,
  }));
  return success({ recording, notices });
}

/** A session that ran out answers so: RFC 9110 401 and 403, 419 and 440 by custom. */
const REFUSED = new Set([401, 403, 419, 440]);

function unusable(exchanges: Recording['exchanges'], counts: Counts, base: Base): string | undefined {
  if (exchanges.length === 0) return nothingLeft(counts, base);
  const answered = exchanges.flatMap(({ answer }) =>
    answer === undefined || answer.status === 0 ? [] : [answer],
  );
  if (answered.length === 0 || answered.some((one) => !refuses(one))) return undefined;
  const seen = [...new Set(answered.map((one) => one.status))].join(', ');
  return `was recorded with an expired session: all ${answered.length} answers refuse (${seen}). Log in while recording`;
}

/** Some products refuse with status 200 and an error, others lead to their login. */
function refuses({ status, json, location }: RecordedAnswer): boolean {
  if (REFUSED.has(status)) return true;
  if (status >= 300 && status < 400) return /\/(?:log-?in|sign-?in|auth)(?:\/|$)/i.test(location ?? '');
  const says = objectOf(json);
  return says['error'] !== undefined || says['success'] === false || says['ok'] === false;
}

function nothingLeft(counts: Counts, { api }: Base): string {
  if (counts.all === 0) return 'holds no entries: the recording was saved before anything was clicked';
  const hosts = [...counts.otherHosts].sort(([, left], [, right]) => right - left).slice(0, 3);
  if (hosts.length > 0 && api !== undefined && counts.dropped.get('other host') === counts.all) {
    const seen = hosts.map(([host, times]) => `${host} (${times})`).join(', ');
    return `is of another host: \`api\` is ${api}, but all ${counts.all} requests went to ${seen}. If that is your API, correct \`api\``;
  }
  const others = hosts.length === 0 ? '' : `; other hosts: ${hosts.map(([host]) => host).join(', ')}`;
  return `holds nothing that could be asked: of ${counts.all} entries ${told(counts)} were dropped${others}`;
}

function noticesOf({ exchanges }: Recording, counts: Counts): readonly string[] {
  const notices: string[] = [];
  if (counts.dropped.size > 0)
    notices.push(`${exchanges.length} of ${counts.all} requests are used; dropped: ${told(counts)}`);
  if (counts.tooMany > 0)
    notices.push(`${counts.tooMany} requests beyond the first ${exchanges.length} are not used`);
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
