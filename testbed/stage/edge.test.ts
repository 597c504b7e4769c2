import { request } from 'node:https';
import { request as requestPlain } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authority, issue } from '../../auditor/src/io/fixtures/certificates.ts';
import { json, smallServer, type SmallServer } from '../../auditor/src/io/fixtures/small-server.ts';
import { openEdge, type Edge } from './edge.ts';

const { root, intermediate } = authority();
const leaf = issue({ commonName: 'app.test', names: ['app.test', 'staging.test'], issuer: intermediate });
const CANONICAL = 'https://app.test';
let upstream: SmallServer;
let release: () => void;
let edge: Edge;

beforeAll(async () => {
  upstream = await smallServer((asked, response) => {
    if (asked.url !== '/stream') return json(response, 200, { path: asked.url, headers: asked.headers });
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: first\n\n');
    release = () => response.end('data: last\n\n');
  });
  const proxy = { kind: 'proxy', upstream: () => Promise.resolve(upstream.origin) } as const;
  edge = await openEdge({
    key: leaf.key,
    chain: leaf.cert + intermediate.cert,
    sites: {
      'app.test': proxy,
      'staging.test': { ...proxy, login: 'team:secret' },
      'example.test': { kind: 'redirect', to: CANONICAL },
      'gone.test': { kind: 'proxy', upstream: () => Promise.reject(new Error('down')) },
    },
  });
});
afterAll(async () => {
  await edge.close();
  await upstream[Symbol.asyncDispose]();
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: { readonly [name: string]: unknown };
  readonly body: string;
}

/** @param onPiece is told each piece when it comes */
function get(
  url: string,
  headers: { readonly [name: string]: string } = {},
  onPiece: () => void = () => undefined,
): Promise<Answer> {
  const { protocol, hostname, pathname } = new URL(url);
  const isSecure = protocol === 'https:';
  const [address, port] = (isSecure ? edge.https : edge.http).split(':');
  const options = { host: address, port, path: pathname, headers: { host: hostname, ...headers } };
  const secure = { ...options, servername: 'app.test', ca: root.cert };
  return new Promise((resolve, reject) => {
    const sent = isSecure ? request(secure) : requestPlain(options);
    sent.on('error', reject).on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        body += piece;
        onPiece();
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    sent.end();
  });
}

it('leads every address to one, encrypted', async () => {
  expect(await get('http://app.test/x')).toMatchObject({ status: 301, headers: { location: 'https://app.test/x' } }); // prettier-ignore
  expect(await get('http://example.test/x')).toMatchObject({ headers: { location: `${CANONICAL}/x` } });
  const apex = await get('https://example.test/x');
  expect(apex).toMatchObject({ status: 301, headers: { location: `${CANONICAL}/x` } });
  expect(apex.headers['strict-transport-security']).toContain('max-age=31536000');
});

it('says who asked, whatever the client says about itself', async () => {
  const headers = {
    'x-forwarded-for': '203.0.113.9',
    forwarded: 'for=203.0.113.9',
    'x-real-ip': '203.0.113.9',
  };
  const { body } = await get('https://app.test//a/../b', headers);
  expect(body).toContain('"x-forwarded-for":"127.0.0.1"');
  expect(body).not.toContain('203.0.113.9');
});

it('passes a stream on piece by piece', async () => {
  // The end is only sent once the beginning has arrived.
  const { body } = await get('https://app.test/stream', {}, () => release());
  expect(body).toBe('data: first\n\ndata: last\n\n');
});

it('asks strangers on staging for a login', async () => {
  expect((await get('https://staging.test/')).status).toBe(401);
  const authorization = `Basic ${Buffer.from('team:secret').toString('base64')}`;
  expect((await get('https://staging.test/', { authorization })).status).toBe(200);
});

it('answers for no other host, and in plain words when the product is down', async () => {
  expect((await get('https://other.test/')).status).toBe(421);
  const down = await get('https://gone.test/');
  expect(down.status).toBe(503);
  expect(down.body).toContain('Please try again');
});
