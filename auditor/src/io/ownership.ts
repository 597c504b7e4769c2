import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Resolver, lookup } from 'node:dns/promises';
import { dirname } from 'node:path';
import { isPrivateAddress, isPrivateName } from './scope.ts';
import type { Target } from '../core/target.ts';
import type { Http } from './http.ts';
import { makeFolder } from './make-folder.ts';

/** Where the proof of ownership may stand. */
const WELL_KNOWN = '/.well-known/launch-ready.txt';
const DNS_LABEL = '_launch-ready';

export type Ownership = { readonly kind: 'owned' } | { readonly kind: 'unproven'; readonly message: string };

interface OwnershipOptions {
  readonly origin: string;
  /** Address at which the proof may stand; below `/.well-known` unless only another place is the owner's alone. */
  readonly place?: string;
  readonly http: Http;
  /** File with this machine's own key, so that one founder's proof opens nothing to another. */
  readonly keyFile: string;
  readonly resolver?: string;
  readonly timeoutMs: number;
  /** True when the target file maps the name to an address of this machine or network. */
  readonly mapped: boolean;
}

/**
 * Active tests of a public host need proof that whoever runs them controls it: a text file or a DNS record with a code that
 * belongs to this machine. Loopback and private hosts need none.
 */
export async function proveOwnership(options: OwnershipOptions): Promise<Ownership> {
  const { hostname } = new URL(options.origin);
  if (isPrivateName(hostname)) return { kind: 'owned' };
  if (!options.mapped && (await resolvesPrivately(hostname))) return { kind: 'owned' };
  const code = `launch-ready=${createHmac('sha256', machineKey(options.keyFile)).update(hostname).digest('hex').slice(0, 32)}`;
  const place = new URL(options.place ?? WELL_KNOWN, options.origin);
  const answer = await options.http.send({
    method: 'GET',
    origin: place.origin,
    path: place.pathname,
    headers: {},
    timeoutMs: options.timeoutMs,
  });
  if (answer.kind === 'answer' && answer.status === 200 && answer.body.toString('utf8').trim() === code)
    return { kind: 'owned' };
  if (await hasRecord(`${DNS_LABEL}.${hostname}`, code, options.resolver)) return { kind: 'owned' };
  return {
    kind: 'unproven',
    message:
      `${hostname} is a public host, and nothing shows yet that it is yours. Do one of these, then start again:\n` +
      `  put this line into ${place.href}\n` +
      `  or add a DNS TXT record at ${DNS_LABEL}.${hostname}\n\n    ${code}\n`,
  };
}

/**
 * The addresses whose ownership has to be shown, each with the place that only its owner can write to. Nobody can put a file
 * below `/.well-known` of a Supabase project, but only its owner can make a public bucket; only the owner of a Firebase
 * project can publish at its hosting address.
 */
export function proofPlaces(
  { app, backends }: Pick<Target, 'app' | 'backends'>,
  base: string,
): readonly { readonly address: string; readonly place: string }[] {
  const { supabase, firebase } = backends;
  const own = [base, ...(app === undefined ? [] : [app])].filter((one) => one !== supabase?.url);
  const places = [...new Set(own)].map((address) => ({
    address,
    place: new URL(WELL_KNOWN, address).href,
  }));
  if (supabase !== undefined) {
    const place = `${supabase.url}/storage/v1/object/public/launch-ready/launch-ready.txt`;
    places.push({ address: supabase.url, place });
  }
  if (firebase !== undefined) {
    const { addresses, databaseURL, projectId } = firebase;
    const hosting = `https://${projectId}.web.app`;
    const google = Object.values(addresses).some((one) => new URL(one).hostname.endsWith('.googleapis.com'));
    const address = google ? hosting : (databaseURL ?? addresses.firestore);
    places.push({ address, place: `${hosting}${WELL_KNOWN}` });
  }
  return places;
}

async function resolvesPrivately(hostname: string): Promise<boolean> {
  try {
    const addresses = await lookup(hostname, { all: true });
    return addresses.length > 0 && addresses.every(({ address }) => isPrivateAddress(address));
  } catch {
    return false;
  }
}

async function hasRecord(name: string, code: string, server: string | undefined): Promise<boolean> {
  const resolver = new Resolver({ timeout: 3_000, tries: 1 });
  if (server !== undefined) resolver.setServers([server]);
  try {
    const records = await resolver.resolveTxt(name);
    return records.some((chunks) => chunks.join('').trim() === code);
  } catch {
    return false;
  }
}

function machineKey(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const key = randomBytes(32).toString('hex');
  makeFolder(dirname(file));
  writeFileSync(file, key, { mode: 0o600 });
  return key;
}
