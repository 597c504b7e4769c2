/** One message of a stream: its event name, where the format has names, and its data. */
export interface StreamMessage {
  readonly event?: string;
  readonly data: string;
}

/** Server-sent events (WHATWG HTML, 9.2.6): blocks end with an empty line, `data` lines of one block belong together. */
export function serverSentEvents(body: string): readonly StreamMessage[] {
  return body
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .flatMap((block) => {
      const lines = block.split('\n');
      const data = lines.flatMap((line) => fieldOf(line, 'data')).join('\n');
      const event = lines.flatMap((line) => fieldOf(line, 'event'))[0];
      return data === '' ? [] : [event === undefined ? { data } : { event, data }];
    });
}

/** One JSON value per line; also the older Vercel AI SDK protocol, which puts a kind before each: `0:"Hello"`. */
export function jsonLines(body: string): readonly StreamMessage[] {
  return body.split(/\r?\n/).flatMap((line) => {
    const [, kind, data] = /^([0-9a-f]):(.+)$/.exec(line) ?? [];
    if (kind !== undefined && data !== undefined) return kind === '0' ? [{ data }] : [];
    return line.trim() === '' ? [] : [{ data: line }];
  });
}

function fieldOf(line: string, name: string): readonly string[] {
  if (line === name) return [''];
  return line.startsWith(`${name}:`) ? [line.slice(name.length + 1).replace(/^ /, '')] : [];
}
