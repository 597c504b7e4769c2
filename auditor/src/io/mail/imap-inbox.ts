import { isIP, type LookupFunction } from 'node:net';
import type { ImapFlow, SearchObject } from 'imapflow';
import { mappedEndpoint, type HostMap } from '../addresses.ts';
import { isPrivateName } from '../scope.ts';
import { authorities } from '../trust.ts';
import { imapProblem, type ImapProblem } from './imap-problem.ts';
import type { Inbox } from './inbox.ts';
import { parseMail } from './parse-mail.ts';

interface Mailbox {
  /** imaps://host:port, or imap://host:port. */
  readonly sink: string;
  readonly user: string;
  readonly password: string;
  readonly folder?: string | undefined;
}

interface ImapOptions {
  /** How its host is reached. */
  readonly reach: { readonly hosts: HostMap; readonly ca?: string; readonly lookup?: LookupFunction };
  readonly timeoutMs: number;
}

type Opened =
  | { readonly kind: 'open'; readonly client: ImapFlow }
  | { readonly kind: 'failed'; readonly problem: ImapProblem };

/** Where a mail server writes down whom it took a mail for, beside what its sender wrote. */
const RECIPIENTS = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'];
/** A day goes by in another time zone, and clocks differ. IMAP only knows days (RFC 9051, 6.4.4). */
const RECENT_MS = 2 * 86_400_000;
const MOST_BYTES = 2 * 1024 * 1024;
/** Providers slow down whoever asks more often. */
const PAUSE_MS = 1_000;

/**
 * A mailbox that the founder names, opened for reading only (EXAMINE): mails to the address that is asked for are looked at,
 * nothing is marked as read, moved or deleted.
 */
export function imapInbox(mailbox: Mailbox, { reach, timeoutMs }: ImapOptions): Inbox {
  let connection: Promise<Opened> | undefined;

  async function opened(): Promise<Opened> {
    const known = await connection;
    // A wrong password is not tried again: that is how accounts get locked.
    const isOfUse = known?.kind === 'open' ? known.client.usable : known?.problem.isLasting === true;
    if (known !== undefined && isOfUse) return known;
    connection = open();
    return connection;
  }

  async function open(): Promise<Opened> {
    const client = await clientFor(mailbox, reach, timeoutMs);
    // Told again by the next command; without a listener it would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.mailboxOpen(mailbox.folder ?? 'INBOX', { readOnly: true });
      return { kind: 'open', client };
    } catch (error) {
      client.close();
      return { kind: 'failed', problem: imapProblem(error, mailbox, timeoutMs) };
    }
  }

  return {
    pauseMs: PAUSE_MS,
    async arrived(to) {
      const current = await opened();
      if (current.kind === 'failed') return { kind: 'unreachable', ...current.problem };
      try {
        return { kind: 'arrived', ids: await idsFor(current.client, to.toLowerCase()) };
      } catch (error) {
        return { kind: 'unreachable', ...imapProblem(error, mailbox, timeoutMs) };
      }
    },
    async read(id) {
      const current = await opened();
      if (current.kind === 'failed') return undefined;
      try {
        // Fetched as BODY.PEEK: a plain BODY would mark it as read (RFC 9051, 6.4.5).
        const source = { maxLength: MOST_BYTES };
        const found = await current.client.fetchOne(id, { source }, { uid: true });
        return found === false || found.source === undefined ? undefined : await parseMail(found.source);
      } catch {
        return undefined;
      }
    },
    async close() {
      const current = await connection;
      if (current?.kind === 'open') await current.client.logout().catch(() => current.client.close());
    },
  };
}

async function clientFor(
  { sink, user, password }: Mailbox,
  { hosts, ca, lookup }: ImapOptions['reach'],
  timeoutMs: number,
): Promise<ImapFlow> {
  const { hostname: written, port: given, protocol } = new URL(sink);
  const hostname = written.replaceAll(/[[\]]/g, '');
  const secure = protocol === 'imaps:';
  const port = Number(given || (secure ? 993 : 143));
  const mapped = mappedEndpoint(hosts, hostname, port);
  const trusted = authorities(ca);
  // Loaded when a mailbox is first opened: most runs have none.
  const { ImapFlow: Client } = await import('imapflow');
  return new Client({
    host: mapped?.address ?? (lookup === undefined ? hostname : await addressOf(hostname, lookup)),
    port: mapped?.port ?? port,
    secure,
    // A password must not cross a network in the clear.
    ...(secure || isPrivateName(hostname) ? {} : { doSTARTTLS: true }),
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
    ...(trusted === undefined ? {} : { tls: { ca: trusted } }),
    auth: { user, pass: password },
    clientInfo: { name: 'launch-ready' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: 10 * timeoutMs,
  });
}

/** A name that the resolver does not know is left as it is: connecting to it says so. */
function addressOf(hostname: string, lookup: LookupFunction): Promise<string> {
  return new Promise((resolve) => {
    lookup(hostname, {}, (error, address) =>
      resolve(error === null && typeof address === 'string' ? address : hostname),
    );
  });
}

/** Mails to one address, the oldest first. */
async function idsFor(client: ImapFlow, to: string): Promise<readonly string[]> {
  // A server may tell what is new only when it is asked something (RFC 9051, 6.1.2).
  await client.noop();
  const named = RECIPIENTS.map((name): SearchObject => ({ header: { [name]: to } }));
  const uids = await client.search({ since: new Date(Date.now() - RECENT_MS), or: named }, { uid: true });
  if (uids === false || uids === undefined || uids.length === 0) return [];
  const found = await client.fetchAll(uids, { headers: RECIPIENTS }, { uid: true });
  return found
    .toSorted((a, b) => a.uid - b.uid)
    .flatMap(({ uid, headers }) => (isTo(headers?.toString('utf8') ?? '', to) ? [String(uid)] : []));
}

/** The search also finds addresses that only contain the one that was asked for. */
function isTo(headers: string, to: string): boolean {
  return [...headers.matchAll(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g)].some(([one]) => one.toLowerCase() === to);
}
