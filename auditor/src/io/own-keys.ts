import { generateKeyPair, sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { promisify } from 'node:util';
import { encodePart } from './jwt.ts';

/** Keys that this run made: whatever is signed with them must be believed by nobody. */
export interface OwnKeys {
  /** A token with these claims, signed with an own key that its header brings along, or says where to fetch. */
  sign(header: Header, claims: Header, by: 'jwk' | 'jku'): Promise<string>;
  close(): Promise<void>;
}

interface Header {
  readonly [name: string]: unknown;
}

interface KeyPair {
  readonly alg: 'RS256' | 'ES256';
  readonly jwk: JsonWebKey;
  readonly privateKey: KeyObject;
}

const KEY_ID = 'launch-ready';
const generate = promisify(generateKeyPair);

export function createOwnKeys(): OwnKeys {
  const pairs = new Map<KeyPair['alg'], Promise<KeyPair>>();
  let host: Promise<{ readonly server: Server; readonly url: string }> | undefined;

  const pairFor = (alg: unknown): Promise<KeyPair> => {
    const kind = typeof alg === 'string' && alg.startsWith('ES') ? 'ES256' : 'RS256';
    const pair = pairs.get(kind) ?? newPair(kind);
    pairs.set(kind, pair);
    return pair;
  };

  /** Hands the public keys out on the loopback, to a product on this machine that goes where a token's header sends it. */
  async function listen() {
    const server = createServer((_, response) => {
      void Promise.all(pairs.values()).then((made) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ keys: made.map((one) => one.jwk) }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    server.unref();
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    return { server, url: `http://127.0.0.1:${port}/jwks.json` };
  }

  return {
    async sign(header, claims, by) {
      const { alg, jwk, privateKey } = await pairFor(header['alg']);
      host ??= by === 'jku' ? listen() : undefined;
      const where = by === 'jwk' ? { jwk } : { jku: (await host)?.url };
      const signed = `${encodePart({ ...header, alg, kid: KEY_ID, ...where })}.${encodePart(claims)}`;
      const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return `${signed}.${signature.toString('base64url')}`;
    },
    async close() {
      const server = (await host)?.server;
      if (server === undefined) return;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function newPair(alg: KeyPair['alg']): Promise<KeyPair> {
  const { publicKey, privateKey } =
    alg === 'ES256'
      ? await generate('ec', { namedCurve: 'P-256' })
      : await generate('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: KEY_ID, alg, use: 'sig' };
  return { alg, jwk, privateKey };
}
