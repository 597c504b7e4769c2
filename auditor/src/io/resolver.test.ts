import { describe, expect, it } from 'vitest';
import { nameServer } from './fixtures/name-server.ts';
import { createResolver } from './resolver.ts';

const LONG = `v=spf1 ${Array.from({ length: 120 }, (_, index) => `ip4:192.0.2.${index}`).join(' ')} -all`;

describe('the resolver', () => {
  it('reads records as a zone file shows them, also those that an alias leads to', async () => {
    await using server = await nameServer({
      'example.test A': ['192.0.2.1', '192.0.2.2'],
      'example.test MX': ['10 mail.example.test'],
      'example.test TXT': ['v=spf1 -all', 'x'.repeat(300)],
      'example.test CAA': ['0 issue letsencrypt.org'],
      'www.example.test CNAME': ['example.test'],
    });
    const resolver = createResolver({ server: server.address });
    const data = async (name: string, type: 'A' | 'MX' | 'TXT' | 'CAA') => {
      const outcome = await resolver.query({ name, type });
      return outcome.kind === 'answer' ? outcome.answer.records.map((one) => one.data) : outcome;
    };
    expect(await data('Example.Test.', 'A')).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(await data('www.example.test', 'A')).toEqual(['example.test', '192.0.2.1', '192.0.2.2']);
    expect(await data('example.test', 'MX')).toEqual(['10 mail.example.test']);
    expect(await data('example.test', 'TXT')).toEqual(['v=spf1 -all', 'x'.repeat(300)]);
    expect(await data('example.test', 'CAA')).toEqual(['0 issue "letsencrypt.org"']);
  });

  it('tells no such name, no such record, a failure and silence apart', async () => {
    await using server = await nameServer({
      'example.test A': ['192.0.2.1'],
      'broken.test A': ['!SERVFAIL'],
      'silent.test A': ['!DROP'],
    });
    const resolver = createResolver({ server: server.address, timeoutMs: 100 });
    const codes = ['none.test', 'broken.test'].map(async (name) => resolver.query({ name, type: 'A' }));
    expect(await Promise.all(codes)).toMatchObject([
      { answer: { rcode: 'NXDOMAIN', records: [] } },
      { answer: { rcode: 'SERVFAIL' } },
    ]);
    expect(await resolver.query({ name: 'example.test', type: 'MX' })).toMatchObject({
      answer: { rcode: 'NOERROR', records: [] },
    });
    expect(await resolver.query({ name: 'silent.test', type: 'A' })).toMatchObject({ reason: 'timeout' });
    expect(server.asked.filter((one) => one === 'A silent.test')).toHaveLength(2);
  });

  it('asks over TCP for what does not fit into a datagram', async () => {
    await using server = await nameServer({ 'example.test TXT': [LONG] });
    const resolver = createResolver({ server: server.address });
    expect(await resolver.query({ name: 'example.test', type: 'TXT' })).toMatchObject({
      answer: { records: [{ data: LONG }] },
    });
    expect(server.asked).toEqual(['TXT example.test', 'TXT example.test over tcp']);
  });

  it('asks the same question once', async () => {
    await using server = await nameServer({ 'example.test A': ['192.0.2.1'] });
    const resolver = createResolver({ server: server.address });
    await Promise.all([1, 2, 3].map(() => resolver.query({ name: 'example.test', type: 'A' })));
    expect(server.asked).toEqual(['A example.test']);
  });

  it('sees that only the signatures are wrong', async () => {
    await using server = await nameServer({
      'bogus.test A': ['!BOGUS', '192.0.2.1'],
      'signed.test A': ['!SIGNED', '192.0.2.1'],
    });
    const resolver = createResolver({ server: server.address });
    expect(await resolver.query({ name: 'bogus.test', type: 'A' })).toMatchObject({
      answer: { rcode: 'SERVFAIL' },
    });
    expect(await resolver.query({ name: 'bogus.test', type: 'A', unchecked: true })).toMatchObject({
      answer: { rcode: 'NOERROR' },
    });
    expect(await resolver.query({ name: 'signed.test', type: 'A' })).toMatchObject({
      answer: { authentic: true },
    });
  });

  it('says so when nobody answers there, or a name is none', async () => {
    const resolver = createResolver({ server: '127.0.0.1:1', timeoutMs: 200 });
    expect(await resolver.query({ name: 'example.test', type: 'A' })).toMatchObject({ kind: 'no-answer' });
    expect(await resolver.query({ name: `${'x'.repeat(64)}.test`, type: 'A' })).toMatchObject({
      reason: 'dns',
    });
  });
});
