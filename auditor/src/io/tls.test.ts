import { once } from 'node:events';
import { createServer as createPlain } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import type { Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Offer } from '../core/handshake.ts';
import { authority, issue } from './fixtures/certificates.ts';
import { listening } from './fixtures/small-server.ts';
import { liveTls } from './tls.ts';

const { root, intermediate } = authority();
const leaf = issue({ commonName: 'app.example.test', names: ['app.example.test'], issuer: intermediate });
const whole = { key: leaf.key, cert: leaf.cert + intermediate.cert };

async function shake(server: Server, offer: Offer = 'usual') {
  const { port } = await listening(server);
  const tls = liveTls({ hosts: { 'app.example.test': `127.0.0.1:${port}` }, ca: root.cert });
  try {
    const outcome = await tls.shake({ host: 'app.example.test', port: 443, offer }, 2_000);
    return outcome.kind === 'answer' ? outcome.handshake : outcome;
  } finally {
    server.close();
  }
}

const serving = (options: TlsOptions) =>
  createServer(options, (socket) => socket.on('error', () => undefined));

describe('a usual handshake', () => {
  it('tells the chain, and that it is trusted', async () => {
    const seen = await shake(serving(whole));
    expect(seen).toMatchObject({ kind: 'usual', version: 'TLSv1.3' });
    expect(seen).not.toHaveProperty('untrusted');
    expect(seen).toMatchObject({
      chain: [
        {
          names: ['DNS:app.example.test'],
          signature: 'ecdsa-with-SHA256',
          key: 'ec prime256v1',
          issuerOrganisation: 'Launch Test',
          selfSigned: false,
          ca: false,
        },
        { ca: true },
        { selfSigned: true },
      ],
    });
  });

  it.each([
    ['an expired one', { notAfter: new Date('2026-01-01') }, /EXPIRED/],
    ['one of RSA 1024', { rsaBits: 1024 }, /UNSPECIFIED/],
    ['one signed with SHA-1', { hash: 'sha1' as const }, /UNSPECIFIED/],
  ])('does not trust %s', async (_, wish, reason) => {
    const bad = issue({ commonName: 'x', names: ['app.example.test'], issuer: intermediate, ...wish });
    const seen = await shake(
      serving({ key: bad.key, cert: bad.cert + intermediate.cert, ciphers: 'DEFAULT@SECLEVEL=0' }),
    );
    expect(seen).toMatchObject({ untrusted: expect.stringMatching(reason) });
  });

  it('sees a chain without its intermediate, and one that nobody vouches for', async () => {
    expect(await shake(serving(leaf))).toMatchObject({ untrusted: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    const own = issue({ commonName: 'app.example.test', names: ['app.example.test'] });
    expect(await shake(serving(own))).toMatchObject({ untrusted: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it('gives up on what does not speak TLS, and on silence', async () => {
    const web = createPlain((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await shake(web)).toMatchObject({ kind: 'no-answer' });
    const silent = createPlain((socket) => socket.on('error', () => undefined));
    expect(await shake(silent)).toMatchObject({ reason: 'timeout' });
  }, 10_000);
});

describe('an old offer', () => {
  it.each(['ssl-3', 'tls-1.0', 'tls-1.1', 'rc4', '3des', 'export', 'null', 'anonymous'] as const)(
    'of %s is refused by a server of today',
    async (offer) => {
      expect(await shake(serving(whole), offer)).toMatchObject({ kind: 'refused', offer });
    },
  );

  it.each([
    ['tls-1.0', 'TLSv1', 'TLSv1.0'],
    ['tls-1.1', 'TLSv1.1', 'TLSv1.1'],
  ] as const)('of %s is taken by a server that still speaks it', async (offer, minVersion, version) => {
    const server = serving({ ...whole, minVersion, ciphers: 'DEFAULT@SECLEVEL=0' });
    expect(await shake(server, offer)).toMatchObject({ kind: 'accepted', version });
  });

  it('of ciphers without forward secrecy is taken by a server with an RSA key that has them', async () => {
    const rsa = issue({ commonName: 'x', names: ['app.example.test'], rsaBits: 2048 });
    const server = serving({ ...rsa, maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' });
    expect(await shake(server, 'no-forward-secrecy')).toMatchObject({ kind: 'accepted', cipher: '0x009c' });
  });

  // OpenSSL 3 has no RC4, so what such a server says is written by hand: a ServerHello for TLS 1.2 with 0x0005.
  it('of RC4 is taken by a server that says so', async () => {
    const hello = Buffer.concat([
      Buffer.from('160303002a020000260303', 'hex'),
      Buffer.alloc(32, 7),
      Buffer.from('00000500', 'hex'),
    ]);
    const server = createPlain((socket) => void once(socket, 'data').then(() => socket.end(hello)));
    expect(await shake(server, 'rc4')).toEqual({
      kind: 'accepted',
      offer: 'rc4',
      version: 'TLSv1.2',
      cipher: '0x0005',
    });
  });
});
