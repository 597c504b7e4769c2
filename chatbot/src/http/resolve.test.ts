import { createSocket } from 'node:dgram';
import { describe, expect, it } from 'vitest';
import { addressesOf } from './resolve.ts';

describe('addressesOf', () => {
  it('takes an address for what it is', async () => {
    expect(await addressesOf('127.0.0.1', ['127.0.0.1:9'])).toEqual(['127.0.0.1']);
    expect(await addressesOf('::1', [])).toEqual(['::1']);
  });

  it('asks the machine where no name server is named', async () => {
    expect(await addressesOf('localhost', [])).toContain('127.0.0.1');
  });

  it('asks the name servers that are named, and nobody else', async () => {
    const asked: string[] = [];
    const server = createSocket('udp4');
    server.on('message', (query, { port, address }) => {
      asked.push(query.subarray(12).toString('latin1'));
      // The same header with QR set and RCODE 3: there is no such name (RFC 1035, 4.1.1).
      const answer = Buffer.from(query);
      answer.writeUInt16BE(0x81_83, 2);
      server.send(answer, port, address);
    });
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
    try {
      expect(await addressesOf('localhost.test', [`127.0.0.1:${server.address().port}`])).toEqual([]);
    } finally {
      await new Promise<void>((resolve) => server.close(resolve));
    }
    expect(asked.length).toBeGreaterThanOrEqual(2);
    expect(asked.every((question) => question.includes('localhost'))).toBe(true);
  });

  it('finds nothing where nobody answers', async () => {
    expect(await addressesOf('example.test', ['127.0.0.1:9'])).toEqual([]);
  });
});
