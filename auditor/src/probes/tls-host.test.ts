import { describe, expect, it } from 'vitest';
import type { TlsOptions } from 'node:tls';
import { certificate } from '../checks/tls/certificate.ts';
import { protocols } from '../checks/tls/protocols.ts';
import { TlsHost, TlsOffers } from '../evidence/tls-host.ts';
import { authority, issue, type Wish } from '../io/fixtures/certificates.ts';
import { front } from '../io/fixtures/front.ts';
import { nameServer } from '../io/fixtures/name-server.ts';
import { rehearse } from '../io/rehearsal.ts';
import { tlsHost } from './tls-host.ts';

const { root, intermediate } = authority();
const NAMES = ['example.test', 'www.example.test'];
const WEAK = { ciphers: 'DEFAULT@SECLEVEL=0' };

function signed(wish: Partial<Wish> = {}, options: TlsOptions = {}): TlsOptions {
  const { key, cert } = issue({ commonName: 'example.test', names: NAMES, issuer: intermediate, ...wish });
  return { key, cert: cert + intermediate.cert, ...options };
}

async function look(tls: TlsOptions) {
  await using server = await front({ https: { tls, handler: (_, response) => response.end('hello') } });
  await using names = await nameServer({});
  const run = await rehearse({
    probe: tlsHost,
    serve: () => undefined,
    target: {
      domain: { name: 'example.test' },
      network: { resolver: names.address, hosts: { 'example.test': server.address } },
    },
    operations: [],
    ca: root.cert,
  });
  expect(run.requests).toBeLessThanOrEqual(run.planned);
  const of = (kind: string) => ({ evidence: run.evidence.filter((one) => one.kind === kind), missing: [] });
  return {
    certificate: certificate.judge({ hosts: of(TlsHost.kind) }),
    protocols: protocols.judge({ offers: of(TlsOffers.kind) }),
  };
}

const keys = (verdict: { readonly findings: readonly { readonly fingerprint: string }[] }) =>
  verdict.findings.map((one) => one.fingerprint.split('|')[1]);

describe('the certificate of a host', () => {
  it('is right', async () => {
    const seen = await look(signed());
    expect(seen.certificate).toMatchObject({ status: 'pass', findings: [] });
    expect(seen.protocols).toMatchObject({ status: 'pass', findings: [] });
  });

  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000);
  it.each([
    ['expired', signed({ notBefore: day(-90), notAfter: day(-1) }), ['expired']],
    ['not valid yet', signed({ notBefore: day(1) }), ['early']],
    ['for another host', signed({ names: ['other.test', '*.example.test'] }), ['name']],
    ['without a name', signed({ names: [] }), ['no-san']],
    ['signed with SHA-1', signed({ hash: 'sha1' }, WEAK), ['weak-signature']],
    ['of RSA 1024', signed({ rsaBits: 1024 }, WEAK), ['short-key']],
    ['signed by itself', issue({ commonName: 'example.test', names: NAMES }), ['self-signed']],
  ])('is %s', async (_, tls, expected) => {
    const { certificate: verdict } = await look(tls);
    expect(verdict.status).toBe('fail');
    expect(keys(verdict)).toEqual(expected);
    expect(verdict.findings[0]?.exhibits).toHaveLength(2);
  });

  it('comes without its intermediate', async () => {
    const { key, cert } = issue({ commonName: 'example.test', names: NAMES, issuer: intermediate });
    const { certificate: verdict } = await look({ key, cert });
    expect(keys(verdict)).toEqual(['missing-intermediate']);
  });

  it('is several things at once, and all are told', async () => {
    const { certificate: verdict } = await look(
      signed({ notBefore: day(-90), notAfter: day(-1), names: ['x.test'] }),
    );
    expect(keys(verdict)).toEqual(['name', 'expired']);
  });

  it('should have been renewed: advice', async () => {
    const { certificate: verdict } = await look(signed({ notBefore: day(-85), notAfter: day(5) }));
    expect(verdict).toMatchObject({ status: 'pass', findings: [{ level: 'advice' }] });
  });

  it('is unproven where nothing answers', async () => {
    await using names = await nameServer({ 'example.test A': ['127.0.0.1'] });
    const run = await rehearse({
      probe: tlsHost,
      serve: () => undefined,
      target: {
        domain: { name: 'example.test' },
        network: { resolver: names.address, hosts: { 'example.test': '127.0.0.1:1' } },
      },
      operations: [],
    });
    const evidence = run.evidence.filter((one) => one.kind === TlsHost.kind);
    expect(certificate.judge({ hosts: { evidence, missing: [] } }).status).toBe('unproven');
  });
});

describe('the protocols of a host', () => {
  it('include TLS 1.0: advice, with the handshakes that show it', async () => {
    const { protocols: verdict } = await look(signed({}, { minVersion: 'TLSv1', ...WEAK }));
    expect(verdict.status).toBe('pass');
    expect(keys(verdict)).toEqual(['tls-1.0', 'tls-1.1']);
  });

  it('include ciphers that do not encrypt: broken', async () => {
    const tls = signed({ rsaBits: 2048 }, { ciphers: 'ALL:eNULL:@SECLEVEL=0', maxVersion: 'TLSv1.2' });
    const { protocols: verdict } = await look(tls);
    expect(verdict.status).toBe('fail');
    expect(keys(verdict)).toEqual(expect.arrayContaining(['null']));
  });
});
