import { resolve } from 'node:path';
import type { LogReadingData, LogLeak } from '../../evidence/log-content.ts';
import { leaksIn } from './log-leaks.ts';
import { readLog } from './log-files.ts';

/** A request that the run has sent, as a log may tell of it. */
export interface SentRequest {
  readonly id: string | undefined;
  readonly path: string;
}

interface RunLogsOptions {
  readonly folder: string;
  readonly names: readonly string[];
  /** Sizes when the run began, by name: what stood there before is nobody's business here. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly sent: readonly SentRequest[];
  readonly canaries: ReadonlySet<string>;
  readonly addresses: readonly (readonly [person: string, address: string])[];
  readonly redact: (text: string) => string;
}

export type LogReading =
  | { readonly kind: 'read'; readonly content: LogReadingData }
  | { readonly kind: 'failed'; readonly because: string };

/** Of each kind of leak, as many as anybody will look at. */
const MOST_LEAKS = 20;
/** Requests that are looked for. */
const ASKED = 100;

/** Reads what the product has logged since the run began. */
export function readRunLogs(options: RunLogsOptions): LogReading {
  const leaks: LogLeak[] = [];
  const texts: string[] = [];
  const cuts: string[] = [];
  let lines = 0;
  let bytes = 0;
  for (const name of options.names) {
    const piece = readLog(resolve(options.folder, name), name, options.sizes.get(name) ?? 0);
    if (piece === undefined) return { kind: 'failed', because: `the log ${name} cannot be read` };
    if (piece.cut !== undefined) cuts.push(piece.cut);
    const text = piece.bytes.toString();
    bytes += piece.bytes.length;
    texts.push(text);
    for (const [index, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue;
      lines += 1;
      const found = leaksIn(line, `${name}:${piece.firstLine + index}`, options);
      leaks.push(
        ...found.filter((leak) => leaks.filter((one) => one.kind === leak.kind).length < MOST_LEAKS),
      );
    }
  }
  const [cut] = cuts;
  const content = {
    files: [...options.names],
    bytes,
    lines,
    leaks,
    ...traced(texts.join('\n'), options.sent),
  };
  return { kind: 'read', content: { ...content, ...(cut === undefined ? {} : { cut }) } };
}

/** How many of the run's requests left a line: by their ids where the product gives them, else by their paths. */
function traced(text: string, sent: readonly SentRequest[]): Pick<LogReadingData, 'asked' | 'found' | 'by'> {
  const ids = [...new Set(sent.flatMap(({ id }) => (id === undefined ? [] : [id])))].slice(-ASKED);
  const byId = { asked: ids.length, found: ids.filter((id) => text.includes(id)).length, by: 'request id' };
  if (byId.found > 0) return byId;
  const paths = [...new Set(sent.map(({ path }) => path))].filter((path) => path.length > 1).slice(-ASKED);
  return { asked: paths.length, found: paths.filter((path) => text.includes(path)).length, by: 'path' };
}
