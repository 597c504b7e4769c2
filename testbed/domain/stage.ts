import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TlsOptions } from 'node:tls';
import { stringify } from 'yaml';
import { authority, issue, type Wish } from '../../auditor/src/io/fixtures/certificates.ts';
import { front } from '../../auditor/src/io/fixtures/front.ts';
import { nameServer, type Zone } from '../../auditor/src/io/fixtures/name-server.ts';

/** What a host with a scheme answers: a redirect, or a page. */
type Routes = { readonly [origin: string]: readonly [status: number, location: string] };

/** One domain with all that is wrong with it. Nothing said is sound. */
export interface Domain {
  /** Records by `name TYPE`; none takes the sound one away. */
  readonly zone?: { readonly [question: string]: readonly string[] | undefined };
  readonly certificate?: Partial<Wish>;
  /** Sends its own certificate alone. */
  readonly withoutIntermediate?: boolean;
  readonly tls?: TlsOptions;
  readonly routes?: { readonly [origin: string]: readonly [number, string] | undefined };
  readonly page?: string;
  readonly headers?: { readonly [name: string]: string | undefined };
  /** A mail that the product sent, as received. */
  readonly mail?: string;
  /** More sub-domains of the target file. */
  readonly hosts?: readonly string[];
  /** Answers a ClientHello by hand, where no library can. */
  readonly intercept?: (hello: Buffer) => Buffer | undefined;
}

/** A domain on this machine: its name server, its web servers, and the files that lead an auditor there. */
export interface Stage extends AsyncDisposable {
  readonly folder: string;
  readonly targetFile: string;
  /** Options of `check` that lead it there. */
  readonly options: readonly string[];
}

const NAMES = ['example.test', 'www.example.test', 'app.example.test'];
/** Stands in no file: who wants to know it reads a certificate. */
const STAGING = 'staging.example.test';
const KEY = `v=DKIM1; k=ed25519; p=${Buffer.alloc(32, 7).toString('base64')}`;

const ZONE: Zone = {
  'example.test A': ['127.0.0.1'],
  'www.example.test A': ['127.0.0.1'],
  'app.example.test A': ['127.0.0.1'],
  'example.test MX': ['10 mx.mailer.test'],
  'example.test TXT': ['v=spf1 include:mailer.test -all'],
  'mailer.test TXT': ['v=spf1 ip4:192.0.2.0/24 -all'],
  's9._domainkey.example.test TXT': [KEY],
  '_dmarc.example.test TXT': ['v=DMARC1; p=reject; rua=mailto:dmarc@example.test'],
};

const ROUTES: Routes = {
  'http://example.test': [301, 'https://example.test/'],
  'http://www.example.test': [301, 'https://example.test/'],
  'https://www.example.test': [301, 'https://example.test/'],
  'http://app.example.test': [301, 'https://app.example.test/'],
};

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

const PAGE = '<!doctype html><title>Example</title><h1>Example</h1><a href="/prices">Prices</a>';

/** Stages a domain that is sound but for what is said. */
export async function stage(domain: Domain): Promise<Stage> {
  const { root, intermediate } = authority();
  const leaf = issue({
    commonName: 'example.test',
    names: NAMES,
    issuer: intermediate,
    ...domain.certificate,
  });
  const chain = domain.withoutIntermediate === true ? leaf.cert : leaf.cert + intermediate.cert;
  const routes = defined({ ...ROUTES, ...domain.routes });
  const headers = defined({ ...HEADERS, ...domain.headers });
  const handler =
    (scheme: string): RequestListener =>
    (request, response) => {
      const route = routes[`${scheme}://${request.headers.host ?? ''}`];
      if (route === undefined) response.writeHead(200, headers).end(domain.page ?? PAGE);
      else response.writeHead(route[0], { location: route[1] }).end();
    };
  const names = await nameServer(defined({ ...ZONE, ...domain.zone }));
  const web = await front({
    http: handler('http'),
    https: { tls: { key: leaf.key, cert: chain, ...domain.tls }, handler: handler('https') },
    ...(domain.intercept === undefined ? {} : { intercept: domain.intercept }),
  });
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-domain-'));
  const ca = join(folder, 'ca.pem');
  const targetFile = join(folder, 'launch-ready.yaml');
  writeFileSync(ca, root.cert);
  if (domain.mail !== undefined) writeFileSync(join(folder, 'mail.eml'), domain.mail);
  const hosts = Object.fromEntries([...NAMES, STAGING].map((name) => [name, web.address]));
  const target = {
    schema: 1,
    product: 'Example',
    profile: 'b2b-onboarding',
    domain: {
      name: 'example.test',
      mailFrom: 'hello@example.test',
      canonical: 'https://example.test',
      hosts: ['app', ...(domain.hosts ?? [])],
      selectors: ['s9'],
      ...(domain.mail === undefined ? {} : { message: 'mail.eml' }),
    },
    network: { resolver: names.address, ca: 'ca.pem', hosts },
  };
  writeFileSync(targetFile, stringify(target));
  return {
    folder,
    targetFile,
    options: [
      '--resolver',
      names.address,
      '--ca',
      ca,
      '--selector',
      's9',
      ...NAMES.flatMap((name) => ['--host', `${name}=${web.address}`]),
    ],
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
      await names[Symbol.asyncDispose]();
      await web[Symbol.asyncDispose]();
    },
  };
}

function defined<Value>(given: { readonly [name: string]: Value | undefined }): {
  readonly [name: string]: Value;
} {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
}
