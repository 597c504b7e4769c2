import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { NoAnswer } from '../core/exchange.ts';
import { mappedEndpoint, type HostMap } from './addresses.ts';
import { authorities } from './trust.ts';
import { unpack } from './unpack.ts';
import { tlsWords } from './tls-words.ts';

/** A request as it goes on the wire. */
export interface WireRequest {
  readonly method: string;
  /** `https://api.example.com` */
  readonly origin: string;
  /** Path and query, sent byte for byte. */
  readonly path: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string | Uint8Array;
  readonly timeoutMs: number;
}

interface Arrival {
  readonly bytes: number;
  /** Since the request was sent. */
  readonly ms: number;
}

interface WireAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Buffer;
  /** Of a streamed answer: how many bytes had come by when. */
  readonly arrivals?: readonly Arrival[];
  /** Set when the answer did not end: it was larger than the limit, or still running when time was up. */
  readonly cut?: 'size' | 'time';
}

export type WireOutcome = WireAnswer | NoAnswer;

/** The port to the network. Never throws for what the other side does. */
export interface Http {
  send(request: WireRequest): Promise<WireOutcome>;
  close(): Promise<void>;
}

export interface HttpOptions {
  readonly hosts: HostMap;
  /** PEM of an authority to trust besides the system's. */
  readonly ca?: string;
  /** Looks names up; without it the system does. */
  readonly lookup?: LookupFunction;
  readonly concurrency: number;
}

/** What is read of one answer, in bytes. More than any list or export page needs; an endless stream ends here. */
const READ_LIMIT = 16 * 1024 * 1024;

/** What is sent piece by piece for somebody to read along. */
const STREAMED = /event-stream|ndjson|json-?lines|text\/plain/i;
/** More pieces tell nothing about when the first words came. */
const MOST_ARRIVALS = 100;

/** The live adapter: HTTP/1.1 over undici, connections reused, redirects never followed. */
export function liveHttp({ hosts, ca, lookup, concurrency }: HttpOptions): Http {
  const trusted = authorities(ca);
  const connector = buildConnector({
    timeout: 10_000,
    ...(trusted === undefined ? {} : { ca: trusted }),
    ...(lookup === undefined ? {} : { lookup }),
  });
  const agent = new Agent({
    connections: concurrency,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (options, callback) => {
      const usual = options.protocol === 'https:' ? 443 : 80;
      const mapped = mappedEndpoint(hosts, options.hostname, Number(options.port || usual));
      if (mapped === undefined) return connector(options, callback);
      const servername = options.servername ?? options.hostname;
      const { address, port } = mapped;
      return connector({ ...options, hostname: address, port: String(port), servername }, callback);
    },
  });
  return {
    async send(request) {
      const first = await attempt(agent, request);
      // A kept-alive connection may have been closed by the other side just as we reused it (RFC 9112, 9.3.1).
      const again = first.kind === 'no-answer' && first.reason === 'reset' && isIdempotent(request.method);
      return again ? attempt(agent, request) : first;
    },
    close: () => agent.destroy(),
  };
}

function isIdempotent(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

async function attempt(agent: Agent, request: WireRequest): Promise<WireOutcome> {
  const beganMs = performance.now();
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), request.timeoutMs);
  try {
    const response = await agent.request({
      origin: request.origin,
      path: request.path,
      method: request.method,
      headers: { ...request.headers },
      body: request.body ?? null,
      signal: timeout.signal,
    });
    const headers = joinHeaders(response.headers);
    const { body, cut, arrivals } = await read(response.body, beganMs);
    const unpacked = await unpack(body, headers['content-encoding'], READ_LIMIT);
    if (unpacked.kind === 'unreadable')
      return { kind: 'no-answer', reason: 'protocol', message: unpacked.because };
    const ends = cut ?? (unpacked.cut ? 'size' : undefined);
    return {
      kind: 'answer',
      status: response.statusCode,
      headers,
      body: unpacked.body,
      ...(ends === undefined ? {} : { cut: ends }),
      ...(STREAMED.test(headers['content-type'] ?? '') ? { arrivals } : {}),
    };
  } catch (error) {
    if (timeout.signal.aborted) {
      return {
        kind: 'no-answer',
        reason: 'timeout',
        message: `no answer within ${request.timeoutMs / 1000} s`,
      };
    }
    return failure(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads up to the limit. An answer that is cut off keeps what came: a leak in the first bytes is still a leak. */
async function read(
  stream: AsyncIterable<Buffer> & { destroy(): void },
  beganMs: number,
): Promise<{ body: Buffer; cut?: 'size' | 'time'; arrivals: Arrival[] }> {
  const arrivals: Arrival[] = [];
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (arrivals.length < MOST_ARRIVALS)
        arrivals.push({ bytes: size, ms: Math.round(performance.now() - beganMs) });
      if (size > READ_LIMIT) {
        stream.destroy();
        return { body: Buffer.concat(chunks).subarray(0, READ_LIMIT), cut: 'size', arrivals };
      }
    }
  } catch {
    return { body: Buffer.concat(chunks), cut: 'time', arrivals };
  }
  return {
    body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks),
    arrivals,
  };
}

function joinHeaders(raw: {
  readonly [name: string]: string | string[] | undefined;
}): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined) continue;
    headers[name.toLowerCase()] = Array.isArray(value)
      ? value.join(name.toLowerCase() === 'set-cookie' ? '\n' : ', ')
      : value;
  }
  return headers;
}

const REASONS: { readonly [code: string]: NoAnswer['reason'] } = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
};

const TLS_CODE = /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH/;

/** How a message about a certificate begins, whoever carries it on. */
export const UNTRUSTED = 'the certificate is not trusted';

function failure(error: unknown): NoAnswer {
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reason = REASONS[code] ?? (TLS_CODE.test(code) ? 'tls' : 'protocol');
  // Node adds advice on its own options, which are not ours.
  const said = tlsWords(
    (cause instanceof Error ? cause.message : String(cause)).replace(/; if the root CA .*$/s, ''),
  );
  const message = reason === 'tls' && /CERT|SIGN/.test(code) ? `${UNTRUSTED}: ${said}` : said;
  return { kind: 'no-answer', reason, message: said.includes(code) ? message : `${message} (${code})` };
}
