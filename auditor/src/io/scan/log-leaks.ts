import type { LogLeak } from '../../evidence/log-content.ts';
import { scanForCanaries } from '../../core/canary-scan.ts';

interface LeakOptions {
  /** Whose word it is, by canary; only words of this run count. */
  readonly canaries: ReadonlySet<string>;
  /** E-mail addresses of the run's people, by name. */
  readonly addresses: readonly (readonly [person: string, address: string])[];
  /** Puts placeholders where credentials of the run stand. */
  readonly redact: (text: string) => string;
}

const PLACEHOLDER = /~secret\.([a-z0-9-]+)\.[0-9a-f]{10}~/g;

/**
 * Values that were taken for secrets to be on the safe side, and that open nothing: a form's one-time token, the place in a
 * list, an id that a request carries.
 */
const HARMLESS =
  /csrf|xsrf|authenticity|cursor|page|next|continuation|request-?id|trace|signature|idempotency/;

const QUOTED = 80;

/** What of the run's own people a line of a log gives away. */
export function leaksIn(line: string, where: string, options: LeakOptions): readonly LogLeak[] {
  const safe = options.redact(line);
  const found: LogLeak[] = [];
  for (const { 0: placeholder, 1: label = '', index } of safe.matchAll(PLACEHOLDER)) {
    if (HARMLESS.test(label)) continue;
    found.push({
      kind: 'credential',
      what: `a credential (${label})`,
      where,
      excerpt: around(safe, index, placeholder.length),
      inQuery: false,
    });
  }
  for (const word of scanForCanaries(line, options.canaries)) {
    const at = safe.indexOf(word);
    const inQuery = at >= 0 && /[?&][\w.[\]-]+=[^\s"&]*$/.test(safe.slice(0, at));
    found.push({
      kind: 'text',
      what: 'text that a person typed',
      where,
      excerpt: around(safe, Math.max(0, at), word.length),
      inQuery,
    });
  }
  for (const [person, address] of options.addresses) {
    const at = [address, encodeURIComponent(address)].map((one) => safe.indexOf(one)).find((one) => one >= 0);
    if (at === undefined) continue;
    const what = `the e-mail address of ${person}`;
    found.push({ kind: 'address', what, where, excerpt: around(safe, at, address.length), inQuery: false });
  }
  return found;
}

function around(line: string, at: number, length: number): string {
  const start = Math.max(0, at - QUOTED);
  const end = Math.min(line.length, at + length + QUOTED);
  return `${start > 0 ? '…' : ''}${line.slice(start, end)}${end < line.length ? '…' : ''}`;
}
