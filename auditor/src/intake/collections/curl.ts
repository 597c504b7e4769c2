import type { Problem } from '../problem.ts';
import { failure, type Result } from '../result.ts';
import { conclude, type RecordingRead } from '../recording/conclusion.ts';
import { createRecorder } from '../recording/recorder.ts';
import type { RawExchange, RawField } from '../recording/recorded.ts';
import type { Base } from '../recording/relevance.ts';
import { commandsIn } from './shell-words.ts';

const MAX_LENGTH = 5 * 1024 * 1024;

/** Reads the curl commands of a text, as browsers copy them. */
export function readCurl(
  text: string,
  file: string,
  base: Base = {},
): Result<RecordingRead, readonly Problem[]> {
  const problem = (message: string) => failure([{ level: 'error' as const, file, message }]);
  if (text.length > MAX_LENGTH) return problem('is larger than 5 MiB');
  const commands = commandsIn(text.replace(/^\uFEFF/, '')).filter((words) =>
    /^curl(?:\.exe)?$/.test(words[0] ?? ''),
  );
  if (commands.length === 0)
    return problem('holds no curl command. In the browser: Network, right click, Copy, "Copy all as cURL"');
  const recorder = createRecorder('curl', base);
  let unread = 0;
  for (const words of commands) {
    const exchange = exchangeOf(words.slice(1), base.api);
    if (exchange === undefined) unread += 1;
    else recorder.add(exchange);
  }
  const notices =
    unread === 0 ? [] : [`${unread} of ${commands.length} curl commands name no address and are left out`];
  return conclude(recorder, { name: 'curl', file, ...base }, notices);
}

/** Options of curl that take a value and say nothing about the request. */
const OTHER_VALUES =
  /^(?:-[oAemxcwrTKECUyYzt]|--(?:output|user-agent|referer|max-time|connect-timeout|proxy|proxy-user|cert|key|cacert|capath|write-out|retry|retry-delay|resolve|cookie-jar|upload-file|range|config|interface|limit-rate|max-redirs|ciphers|tls-max|connect-to|unix-socket|dns-servers|http2-prior-knowledge))$/;

interface Draft {
  method: string | undefined;
  url: string | undefined;
  readonly headers: [string, string][];
  readonly data: string[];
  readonly fields: RawField[];
  contentType: string | undefined;
  asQuery: boolean;
}

function exchangeOf(words: readonly string[], api: string | undefined): RawExchange | undefined {
  const draft: Draft = {
    method: undefined,
    url: undefined,
    headers: [],
    data: [],
    fields: [],
    contentType: undefined,
    asQuery: false,
  };
  const rest = words.flatMap((word) => unbundled(word));
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    if (!word.startsWith('-')) draft.url ??= word;
    else if (takesValue(word)) {
      index += 1;
      take(draft, word, rest[index] ?? '');
    } else flag(draft, word);
  }
  return finished(draft, api);
}

/** `-XPOST` is `-X POST`, `-sSL` is three flags, `--request=POST` is written in one. */
function unbundled(word: string): readonly string[] {
  const long = /^(--[a-z0-9-]+)=([\s\S]*)$/.exec(word);
  if (long !== null) return [long[1] ?? '', long[2] ?? ''];
  if (!/^-[A-Za-z]./.test(word)) return [word];
  const first = word.slice(0, 2);
  return takesValue(first) ? [first, word.slice(2)] : [first, ...unbundled(`-${word.slice(2)}`)];
}

const VALUES =
  /^(?:-[XHdFbu]|--(?:request|header|data|data-raw|data-binary|data-ascii|data-urlencode|json|form|form-string|cookie|user|url))$/;

function takesValue(word: string): boolean {
  return VALUES.test(word) || OTHER_VALUES.test(word);
}

function take(draft: Draft, word: string, value: string): void {
  switch (word.replace(/^-+/, '')) {
    case 'X':
    case 'request':
      draft.method = value.toUpperCase();
      return;
    case 'H':
    case 'header': {
      const colon = value.indexOf(':');
      if (colon > 0)
        draft.headers.push([value.slice(0, colon).trim().toLowerCase(), value.slice(colon + 1).trim()]);
      return;
    }
    case 'd':
    case 'data':
    case 'data-raw':
    case 'data-binary':
    case 'data-ascii':
      draft.data.push(value);
      return;
    case 'data-urlencode':
      draft.data.push(encoded(value));
      return;
    case 'json':
      draft.data.push(value);
      draft.contentType = 'application/json';
      return;
    case 'F':
    case 'form':
    case 'form-string':
      draft.fields.push(fieldOf(value));
      return;
    case 'b':
    case 'cookie':
      draft.headers.push(['cookie', value]);
      return;
    case 'u':
    case 'user':
      draft.headers.push(['authorization', `Basic ${value}`]);
      return;
    case 'url':
      draft.url ??= value;
      return;
    default:
  }
}

function flag(draft: Draft, word: string): void {
  if (word === '-I' || word === '--head') draft.method ??= 'HEAD';
  if (word === '-G' || word === '--get') draft.asQuery = true;
}

function encoded(value: string): string {
  const at = value.indexOf('=');
  return at < 0
    ? encodeURIComponent(value)
    : `${value.slice(0, at)}=${encodeURIComponent(value.slice(at + 1))}`;
}

function fieldOf(value: string): RawField {
  const at = value.indexOf('=');
  const [name, content] = at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
  return content.startsWith('@') ? { name, value: '', fileName: content.slice(1) } : { name, value: content };
}

function finished(draft: Draft, api: string | undefined): RawExchange | undefined {
  const { data, fields, headers, asQuery } = draft;
  const address = addressOf(draft.url ?? '', api);
  if (address === undefined) return undefined;
  const sends = !asQuery && (data.length > 0 || fields.length > 0);
  const text = data.join('&');
  const url = asQuery && text !== '' ? `${address}${address.includes('?') ? '&' : '?'}${text}` : address;
  const said = headers.find(([name]) => name === 'content-type')?.[1];
  const usual = fields.length > 0 ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  const body = {
    contentType: draft.contentType ?? said ?? usual,
    ...(fields.length > 0 ? { fields } : { text }),
  };
  return {
    method: draft.method ?? (sends ? 'POST' : 'GET'),
    url,
    headers,
    ...(sends ? { body } : {}),
  };
}

/** Written by hand, an address may lack its scheme, or its host altogether. */
function addressOf(url: string, api: string | undefined): string | undefined {
  const whole = /^https?:\/\//i.test(url)
    ? url
    : url.startsWith('/')
      ? `${api ?? 'http://localhost'}${url}`
      : `https://${url}`;
  return url !== '' && URL.canParse(whole) ? whole : undefined;
}
