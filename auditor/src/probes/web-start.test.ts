import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { redirects } from '../checks/web/redirects.ts';
import { authority, issue } from '../io/fixtures/certificates.ts';
import { front } from '../io/fixtures/front.ts';
import { nameServer } from '../io/fixtures/name-server.ts';
import { rehearse } from '../io/rehearsal.ts';
import { webStart } from './web-start.ts';

const { root, intermediate } = authority();
const names = ['example.test', 'www.example.test', 'app.example.test'];
const { key, cert } = issue({ commonName: 'example.test', names, issuer: intermediate });
const tls = { key, cert: cert + intermediate.cert };

/** Where a host with a scheme redirects to; a page where nothing is said. */
type Routes = { readonly [origin: string]: readonly [number, string] | number };

const SOUND: Routes = {
  'http://example.test': [301, 'https://example.test/'],
  'http://www.example.test': [301, 'https://example.test/'],
  'https://www.example.test': [308, 'https://example.test/'],
  'http://app.example.test': [301, 'https://app.example.test/'],
};

async function judge(routes: Routes, domain: { readonly canonical?: string } = {}, plain = true) {
  const handler =
    (scheme: string): RequestListener =>
    ({ headers }, response) => {
      const route = routes[`${scheme}://${headers.host ?? ''}`] ?? 200;
      const [status, location] = typeof route === 'number' ? [route, undefined] : route;
      response.writeHead(status, location === undefined ? {} : { location }).end('hello');
    };
  await using server = await front({
    ...(plain ? { http: handler('http') } : {}),
    https: { tls, handler: handler('https') },
  });
  await using dns = await nameServer({});
  const run = await rehearse({
    probe: webStart,
    serve: () => undefined,
    target: {
      domain: { name: 'example.test', hosts: ['app'], ...domain },
      network: {
        resolver: dns.address,
        hosts: Object.fromEntries(names.map((name) => [name, server.address])),
      },
    },
    operations: [],
    ca: root.cert,
  });
  expect(run.requests).toBeLessThanOrEqual(run.planned);
  const verdict = redirects.judge({ starts: { evidence: run.evidence, missing: [] } });
  return { ...verdict, keys: verdict.findings.map((one) => one.fingerprint.split('|')[1]) };
}

describe('the addresses of a product', () => {
  it('lead to one HTTPS address', async () => {
    expect(await judge(SOUND)).toMatchObject({ status: 'pass', findings: [] });
    expect((await judge(SOUND, { canonical: 'https://example.test' })).status).toBe('pass');
  });

  it.each<[string, Routes, string]>([
    ['one is not redirected', { ...SOUND, 'http://example.test': 200 }, 'plain http://example.test/'],
    [
      'an app is not redirected',
      { ...SOUND, 'http://app.example.test': 200 },
      'plain http://app.example.test/',
    ],
    [
      'one goes round in a loop',
      { ...SOUND, 'https://example.test': [301, 'http://example.test/'] },
      'loop http://example.test/',
    ],
    ['there are two', { ...SOUND, 'https://www.example.test': 200 }, 'several'],
  ])('%s', async (_, routes, key_) => {
    const verdict = await judge(routes);
    expect(verdict.status).toBe('fail');
    expect(verdict.keys).toContain(key_);
    expect(verdict.findings[0]?.exhibits.length).toBeGreaterThan(0);
  });

  it('lead to a wrong host', async () => {
    const astray: Routes = { ...SOUND, 'http://example.test': [301, 'https://staging.other.test/'] };
    const known = await judge(astray, { canonical: 'https://example.test' });
    expect(known.keys).toContain('wrong-host http://example.test/');
    const unknown = await judge(astray);
    expect(unknown.status).toBe('unproven');
    expect(unknown.undecided[0]?.add).toContain('canonical');
  });

  it('redirect for now only: advice', async () => {
    const verdict = await judge({ ...SOUND, 'http://example.test': [302, 'https://example.test/'] });
    expect(verdict.status).toBe('pass');
    expect(verdict.keys).toEqual(['temporary http://example.test/']);
  });

  it('stay unproven where one fails, or nothing is there', async () => {
    expect((await judge({ ...SOUND, 'https://example.test': 503 })).status).toBe('unproven');
    expect(redirects.judge({ starts: { evidence: [], missing: [] } }).status).toBe('unproven');
  });
});
