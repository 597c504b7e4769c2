import { createServer, type IncomingMessage, type Server } from 'node:http';
import { SIGNERS, type Dialect } from './webhook-signature.ts';

/** A call that our listener got. */
export interface Receipt {
  /** Milliseconds since the listener began. */
  readonly atMs: number;
  /** What we answered. */
  readonly answered: number;
  /** The id of the delivery, where its headers carry one. */
  readonly id?: string;
  readonly body: string;
  /** Whether the signature fits; `unknown` where nobody told us the secret or the dialect. */
  readonly signature: 'right' | 'wrong' | 'absent' | 'unknown';
}

/** What is listened for at one path. */
export interface ListenOrder {
  /** Statuses, one call after the other; the last one stays. */
  readonly answers: readonly number[];
  /** Calls without this word are of other events: they are taken and forgotten. */
  readonly word?: string | undefined;
}

interface Expected extends ListenOrder {
  readonly receipts: Receipt[];
  readonly raw: { readonly headers: IncomingMessage['headers']; readonly body: string }[];
}

export type Listening =
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'failed'; readonly because: string };

/** Takes the calls that a product sends to its customers' servers, for one run. */
export interface Listener {
  expect(path: string, order: ListenOrder): Promise<Listening>;
  receipts(path: string, proof: Proof | undefined): readonly Receipt[];
  close(): Promise<void>;
}

/** What signatures are checked with. */
interface Proof {
  readonly dialect: Dialect;
  readonly secret: string;
}

/** More than any retry schedule sends while we look. */
const MOST_CALLS = 200;
const MOST_BYTES = 256 * 1024;

/**
 * @param address `127.0.0.1:9099`, where we listen
 * @param publicUrl how the product calls it, when that is another name
 */
export function createListener(address: string | undefined, publicUrl: string | undefined): Listener {
  const paths = new Map<string, Expected>();
  const began = performance.now();
  let server: Promise<Server | string> | undefined;

  const answer = (path: string, request: IncomingMessage, body: string): number => {
    const expected = paths.get(path);
    if (expected === undefined || expected.receipts.length >= MOST_CALLS) return 404;
    const { answers, word, receipts, raw } = expected;
    if (word !== undefined && !body.includes(word)) return 204;
    const answered = answers[Math.min(receipts.length, answers.length - 1)] ?? 204;
    const id = idOf(request.headers);
    receipts.push({
      atMs: Math.round(performance.now() - began),
      answered,
      body,
      signature: 'unknown',
      ...(id === undefined ? {} : { id }),
    });
    raw.push({ headers: request.headers, body });
    return answered;
  };

  const listen = (at: string): Promise<Server | string> =>
    new Promise((resolve) => {
      const { hostname, port } = new URL(`http://${at}`);
      const made = createServer((request, response) => {
        void textOf(request).then((body) => {
          response.writeHead(answer(request.url ?? '/', request, body), { connection: 'close' }).end();
        });
      });
      made.once('error', (error) => resolve(`cannot listen at ${at}: ${error.message}`));
      made.listen(Number(port), hostname.replaceAll(/[[\]]/g, ''), () => resolve(made));
      made.unref();
    });

  return {
    async expect(path, order) {
      if (address === undefined) return { kind: 'failed', because: 'the file names no address to listen at' };
      server ??= listen(address);
      const made = await server;
      if (typeof made === 'string') return { kind: 'failed', because: made };
      if (!paths.has(path)) paths.set(path, { ...order, receipts: [], raw: [] });
      return { kind: 'listening', url: `${publicUrl ?? `http://${address}`}${path}` };
    },
    receipts(path, proof) {
      const expected = paths.get(path);
      return (expected?.receipts ?? []).map((receipt, index) => ({
        ...receipt,
        signature: signatureOf(expected?.raw[index], proof),
      }));
    },
    async close() {
      const made = await server;
      if (made === undefined || typeof made === 'string') return;
      made.closeAllConnections();
      await new Promise((resolve) => made.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= MOST_BYTES) chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

type RawHeaders = IncomingMessage['headers'];

const IDS = ['webhook-id', 'svix-id', 'x-github-delivery', 'x-shopify-webhook-id', 'x-event-id'];

function idOf(headers: RawHeaders): string | undefined {
  return IDS.map((name) => headers[name]).find((value) => typeof value === 'string');
}

/** Signs the same again and compares: the time is taken from the delivery's own headers. */
function signatureOf(
  raw: Expected['raw'][number] | undefined,
  proof: Proof | undefined,
): Receipt['signature'] {
  if (raw === undefined || proof === undefined || proof.dialect === 'unknown' || proof.dialect === 'twilio')
    return 'unknown';
  const { headers, body } = raw;
  const signed = SIGNERS[proof.dialect]({
    id: idOf(headers) ?? '',
    timestamp: timeOf(headers),
    body,
    key: proof.secret,
    url: '',
  });
  const names = Object.keys(signed).filter((name) => /signature|hmac/.test(name));
  if (names.some((name) => headers[name] === undefined)) return 'absent';
  return names.every((name) =>
    String(headers[name])
      .split(' ')
      .includes(signed[name] ?? ''),
  )
    ? 'right'
    : 'wrong';
}

function timeOf(headers: RawHeaders): string {
  const named = ['webhook-timestamp', 'svix-timestamp', 'x-slack-request-timestamp'];
  const time = named.map((name) => headers[name]).find((value) => typeof value === 'string');
  return time ?? /t=(\d+)/.exec(String(headers['stripe-signature']))?.[1] ?? '';
}
