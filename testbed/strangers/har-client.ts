import { request, type IncomingHttpHeaders } from 'node:http';

/** A request as a front end makes it. */
export interface Click {
  readonly method?: string;
  readonly path: string;
  readonly headers?: { readonly [name: string]: string };
  readonly json?: unknown;
  readonly form?: { readonly [name: string]: string };
  /** Name of a field that carries a file, and what the file says. */
  readonly file?: { readonly field: string; readonly name: string; readonly text: string };
}

interface Shown {
  readonly status: number;
  readonly text: string;
  /** The answer as JSON; an empty object where it is none. */
  readonly json: { readonly [key: string]: unknown };
}

/** Somebody at a browser whose network panel records. */
export interface HarClient {
  readonly click: (click: Click) => Promise<Shown>;
  /** What "save all as HAR with content" writes. */
  readonly har: () => string;
}

interface HarOptions {
  /** As the address bar shows it: `http://acme.app.test`. */
  readonly origin: string;
  /** Where that name leads to on this machine. */
  readonly port: number;
}

/**
 * A real HTTP client with a jar for cookies that keeps a log of what it asked and got.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function createHarClient({ origin, port }: HarOptions): HarClient {
  const entries: unknown[] = [];
  const jar = new Map<string, string>();
  return {
    async click(click) {
      const { method = 'GET', path } = click;
      const body = bodyOf(click);
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = {
        host: new URL(origin).host,
        accept: 'application/json, text/plain, */*',
        'user-agent': 'Mozilla/5.0',
        ...(body === undefined ? {} : { 'content-type': body.type }),
        ...(method === 'GET' ? {} : { origin }),
        ...(cookie === '' ? {} : { cookie }),
        ...click.headers,
      };
      const startedAt = Date.now();
      const answer = await send({
        port,
        method,
        path,
        headers,
        ...(body === undefined ? {} : { body: body.text }),
      });
      for (const line of answer.headers['set-cookie'] ?? []) keepCookie(jar, line);
      entries.push(entryOf({ url: `${origin}${path}`, method, headers, body, startedAt, answer }));
      return { status: answer.status, text: answer.text, json: objectIn(answer.text) };
    },
    har: () =>
      JSON.stringify({
        log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, pages: [], entries },
      }),
  };
}

interface Sent {
  readonly type: string;
  readonly text: string;
}

const BOUNDARY = '----WebKitFormBoundaryb3KQ2vXcT5tHn0aZ';

function bodyOf({ json, form, file }: Click): Sent | undefined {
  if (json !== undefined) return { type: 'application/json', text: JSON.stringify(json) };
  if (form !== undefined)
    return { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(form).toString() };
  if (file === undefined) return undefined;
  const head = `Content-Disposition: form-data; name="${file.field}"; filename="${file.name}"\r\nContent-Type: text/plain`;
  return {
    type: `multipart/form-data; boundary=${BOUNDARY}`,
    text: `--${BOUNDARY}\r\n${head}\r\n\r\n${file.text}\r\n--${BOUNDARY}--\r\n`,
  };
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function send(order: {
  readonly port: number;
  readonly method: string;
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
}): Promise<Answered> {
  const { port, method, path, headers, body } = order;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

function keepCookie(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  if (/max-age=0/i.test(line) || value === '') jar.delete(name);
  else jar.set(name, value);
}

function entryOf(exchange: {
  readonly url: string;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: Sent | undefined;
  readonly startedAt: number;
  readonly answer: Answered;
}) {
  const { url, method, headers, body, startedAt, answer } = exchange;
  const time = Date.now() - startedAt;
  const type = answer.headers['content-type'] ?? '';
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time,
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
      cookies: [],
      headersSize: -1,
      bodySize: body?.text.length ?? 0,
      ...(body === undefined ? {} : { postData: { mimeType: body.type, text: body.text } }),
    },
    response: {
      status: answer.status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: Object.entries(answer.headers).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value ?? '']).map((one) => ({ name, value: one })),
      ),
      cookies: [],
      content: { size: answer.text.length, mimeType: type, text: answer.text },
      redirectURL: answer.headers.location ?? '',
      headersSize: -1,
      bodySize: answer.text.length,
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
  };
}

function objectIn(text: string): { readonly [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
