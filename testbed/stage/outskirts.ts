import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameServer } from '../../auditor/src/io/fixtures/name-server.ts';
import { freePort } from '../src/free-port.ts';
import { makeMailKey } from './mail-key.ts';
import { openMailSink, type MailSink } from './mail-sink.ts';
import type { Closers, Lack } from './stage.ts';
import { zoneOf } from './zone.ts';

/** What is there before the product is: names, and a mail server that knows them. */
export interface Outskirts {
  /** `127.0.0.1:5353`. */
  readonly resolver: string;
  readonly mail: MailSink;
  /** File with the key that signs mails. */
  readonly mailKey: string;
  /** Where an audit may listen as a customer's server; nobody is there yet. */
  readonly listener: string;
}

/** Publishes the zone of the domain and takes its mail. */
export async function openOutskirts(
  directory: string,
  open: Closers,
  lacks: readonly Lack[],
): Promise<Outskirts> {
  const key = makeMailKey();
  const mailKey = join(directory, 'dkim.pem');
  writeFileSync(mailKey, key.privateKey, { mode: 0o600 });
  const zone = zoneOf(key.record, lacks.includes('dmarc'));
  const names = await nameServer(zone);
  open.push(async () => names[Symbol.asyncDispose]());
  const mail = await openMailSink((name) => zone[`${name} TXT`] ?? []);
  open.push(mail.close);
  return { resolver: names.address, mail, mailKey, listener: `127.0.0.1:${await freePort()}` };
}
