import { generateKeyPairSync } from 'node:crypto';
import type { Domain } from './stage.ts';

/** A domain with one flaw, and the check that must see it. */
export interface FlawedDomain extends Domain {
  readonly id: string;
  readonly check: string;
  /**
   * `fail` where a standard or an article calls it broken; `advice` where mail arrives and pages open all the same, so that
   * blocking a launch would be a false alarm.
   */
  readonly sees: 'fail' | 'advice';
}

function rsaKey(bits: number): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
}

const SPF = 'example.test TXT';
const DKIM = 's9._domainkey.example.test TXT';
const DMARC = '_dmarc.example.test TXT';
const RUA = 'rua=mailto:dmarc@example.test';
const WEAK: Domain['tls'] = { ciphers: 'DEFAULT@SECLEVEL=0' };
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000);

const MAIL = [
  'Return-Path: <bounce@mailer.test>',
  'DKIM-Signature: v=1; a=rsa-sha256; d=mailer.test; s=s1; h=from; bh=x; b=x',
  'From: Example <hello@example.test>',
  'Subject: Welcome',
  '',
  'Welcome!',
].join('\r\n');

const email: readonly FlawedDomain[] = [
  { id: 'spf-missing', check: 'email/spf', sees: 'fail', zone: { [SPF]: ['unrelated'] } },
  {
    id: 'spf-two-records',
    check: 'email/spf',
    sees: 'fail',
    zone: { [SPF]: ['v=spf1 -all', 'v=spf1 a ~all'] },
  },
  { id: 'spf-plus-all', check: 'email/spf', sees: 'fail', zone: { [SPF]: ['v=spf1 +all'] } },
  {
    id: 'spf-eleven-lookups',
    check: 'email/spf',
    sees: 'fail',
    zone: { [SPF]: [`v=spf1 ${'a '.repeat(11)}-all`] },
  },
  {
    id: 'spf-three-voids',
    check: 'email/spf',
    sees: 'fail',
    zone: { [SPF]: ['v=spf1 a:one.test a:two.test a:three.test -all'] },
  },
  { id: 'dkim-missing', check: 'email/dkim', sees: 'fail', zone: { [DKIM]: undefined } },
  { id: 'dkim-revoked', check: 'email/dkim', sees: 'fail', zone: { [DKIM]: ['v=DKIM1; p='] } },
  { id: 'dkim-512', check: 'email/dkim', sees: 'fail', zone: { [DKIM]: [`v=DKIM1; p=${rsaKey(512)}`] } },
  // RFC 8301 lets 1024 bits count, and recommends 2048.
  { id: 'dkim-1024', check: 'email/dkim', sees: 'advice', zone: { [DKIM]: [`v=DKIM1; p=${rsaKey(1024)}`] } },
  {
    id: 'dkim-test-flag',
    check: 'email/dkim',
    sees: 'fail',
    zone: { [DKIM]: [`v=DKIM1; t=y; p=${rsaKey(2048)}`] },
  },
  { id: 'dmarc-missing', check: 'email/dmarc', sees: 'fail', zone: { [DMARC]: undefined } },
  // The articles ask for p=none at least, at first.
  {
    id: 'dmarc-none-forever',
    check: 'email/dmarc',
    sees: 'advice',
    zone: { [DMARC]: [`v=DMARC1; p=none; ${RUA}`] },
  },
  { id: 'dmarc-unaligned', check: 'email/dmarc', sees: 'fail', mail: MAIL },
  // The policy works without its reports.
  {
    id: 'dmarc-external-report-unauthorised',
    check: 'email/dmarc',
    sees: 'advice',
    zone: { [DMARC]: ['v=DMARC1; p=reject; rua=mailto:a@reports.test'] },
  },
];

/** ServerHello of TLS 1.2 with cipher 0x0005 (RC4-SHA): OpenSSL 3 can no longer say it, so it is written by hand. */
const RC4_HELLO = Buffer.concat([
  Buffer.from('160303002a020000260303', 'hex'),
  Buffer.alloc(32, 7),
  Buffer.from('00000500', 'hex'),
]);
/** The four RC4 ciphers and the renegotiation signal, as a ClientHello that offers nothing else lists them. */
const RC4_OFFER = Buffer.from('000ac007c0110005000400ff', 'hex');

const tls: readonly FlawedDomain[] = [
  {
    id: 'cert-expired',
    check: 'tls/certificate',
    sees: 'fail',
    certificate: { notBefore: day(-90), notAfter: day(-1) },
  },
  { id: 'cert-wrong-host', check: 'tls/certificate', sees: 'fail', certificate: { names: ['other.test'] } },
  { id: 'cert-no-san', check: 'tls/certificate', sees: 'fail', certificate: { names: [] } },
  { id: 'cert-missing-intermediate', check: 'tls/certificate', sees: 'fail', withoutIntermediate: true },
  { id: 'cert-sha1', check: 'tls/certificate', sees: 'fail', certificate: { hash: 'sha1' }, tls: WEAK },
  // No article asks for it, and browsers do not use it; some CDNs still take it by default.
  { id: 'tls-1-0', check: 'tls/protocols', sees: 'advice', tls: { ...WEAK, minVersion: 'TLSv1' } },
  {
    id: 'tls-rc4',
    check: 'tls/protocols',
    sees: 'fail',
    intercept: (hello) => (hello.includes(RC4_OFFER) ? RC4_HELLO : undefined),
  },
];

/** The certificate tells the name of a host that no file names. */
const PUBLIC_STAGING = ['example.test', 'www.example.test', 'app.example.test', 'staging.example.test'];

const web: readonly FlawedDomain[] = [
  {
    id: 'http-not-redirected',
    check: 'web/redirects',
    sees: 'fail',
    routes: { 'http://example.test': undefined },
  },
  {
    id: 'redirect-loop',
    check: 'web/redirects',
    sees: 'fail',
    routes: {
      'https://www.example.test': [301, 'http://www.example.test/'],
      'http://www.example.test': [301, 'https://www.example.test/'],
    },
  },
  {
    id: 'redirect-wrong-host',
    check: 'web/redirects',
    sees: 'fail',
    routes: { 'http://example.test': [301, 'https://old-staging.test/'] },
  },
  {
    id: 'staging-public',
    check: 'web/staging',
    sees: 'advice',
    certificate: { names: PUBLIC_STAGING },
  },
  {
    id: 'hsts-missing',
    check: 'web/hsts',
    sees: 'advice',
    headers: { 'strict-transport-security': undefined },
  },
  {
    id: 'mixed-content',
    check: 'web/mixed-content',
    sees: 'fail',
    page: '<title>Example</title><script src="http://cdn.test/app.js"></script>',
  },
];

const dns: readonly FlawedDomain[] = [
  {
    id: 'dangling-cname',
    check: 'dns/dangling',
    sees: 'advice',
    hosts: ['old'],
    zone: { 'old.example.test CNAME': ['gone.vendor.test'] },
  },
  {
    id: 'dnssec-bogus',
    check: 'dns/signatures',
    sees: 'fail',
    zone: { 'example.test A': ['!BOGUS', '127.0.0.1'] },
  },
  {
    id: 'caa-forbids-issuer',
    check: 'dns/caa',
    sees: 'advice',
    zone: { 'example.test CAA': ['0 issue other-ca.test'] },
  },
];

/** Domains with one flaw each. Those that need a whole product stand among its flaws. */
export const FLAWED_DOMAINS: readonly FlawedDomain[] = [...email, ...tls, ...web, ...dns];
