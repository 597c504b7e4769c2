import type { Target } from '../../core/target.ts';
import type { Http, HttpOptions } from '../http.ts';
import type { Secrets } from '../secrets.ts';
import type { Vault } from '../vault.ts';
import { imapInbox } from './imap-inbox.ts';
import type { Inbox, ReceivedMail } from './inbox.ts';
import { mailpitInbox } from './mailpit-inbox.ts';
import { readMail, type Mail } from './read-mail.ts';
import { smtpInbox } from './smtp-inbox.ts';

/** The mails that an address had at one moment, so that a later one can be told from them. */
export type MailMark =
  | { readonly kind: 'mark'; readonly ids: readonly string[] }
  | { readonly kind: 'unreachable'; readonly because: string };

/** The mail that came, or why there is none. */
export type MailResult =
  | { readonly kind: 'mail'; readonly mail: Mail }
  | { readonly kind: 'none'; readonly because: string };

/** The product's mail, as a run reads it. */
export interface Post {
  mark(to: string): Promise<MailMark>;
  /** Waits for a mail to the address that was not there at the mark. */
  next(to: string, mark: MailMark): Promise<MailResult>;
  /** The same for io itself, which may read it. Its secrets are known to the vault by then. */
  received(to: string, known: readonly string[], withinMs: number): Promise<Received>;
  close(): Promise<void>;
}

/** A mail as io reads it. `waited`: none came in time; else it could not be looked for. */
type Received =
  | { readonly kind: 'mail'; readonly id: string; readonly mail: ReceivedMail }
  | { readonly kind: 'none'; readonly because: string; readonly waited: boolean };

interface PostOptions {
  readonly target: Target;
  readonly http: Http;
  /** How a mailbox is reached. */
  readonly reach: Pick<HttpOptions, 'hosts' | 'ca' | 'lookup'>;
  readonly vault: Vault;
  readonly secrets: Secrets;
  readonly sleep: (ms: number) => Promise<void>;
  readonly stopped: () => boolean;
}

const POLL_MS = 250;
/** How long a mail that asks for nothing is taken for one beside the mail that is waited for: "your password was changed". */
const BESIDE_MS = 3_000;
const NO_SINK = 'the target file names no place where mail arrives (mail.sink)';

export function openPost(options: PostOptions): Post {
  const { target, vault, sleep, stopped } = options;
  const inbox = inboxOf(options);

  async function newest(to: string, known: readonly string[]): Promise<Received | undefined> {
    if (inbox === undefined) return { kind: 'none', because: NO_SINK, waited: false };
    const now = await inbox.arrived(to);
    if (now.kind === 'unreachable')
      return { kind: 'none', because: vault.redact(now.because), waited: false };
    const id = now.ids.findLast((one) => !known.includes(one));
    if (id === undefined) return undefined;
    const mail = await inbox.read(id);
    return mail === undefined ? undefined : { kind: 'mail', id, mail };
  }

  async function received(to: string, known: readonly string[], withinMs: number): Promise<Received> {
    let until = performance.now() + withinMs;
    let beside: Received | undefined;
    const seen = [...known];
    do {
      const result = await newest(to, seen);
      if (result?.kind !== 'mail') {
        if (result !== undefined) return beside ?? result;
        await sleep(inbox?.pauseMs ?? POLL_MS);
        continue;
      }
      const { tokens, codes } = readMail(result.mail, vault);
      if (tokens.length + codes.length > 0) return result;
      beside = result;
      seen.push(result.id);
      until = Math.min(until, performance.now() + BESIDE_MS);
    } while (performance.now() < until && !stopped());
    if (beside !== undefined) return beside;
    return {
      kind: 'none',
      because: `no mail came to ${to} within ${Math.round(withinMs / 1000)} s`,
      waited: !stopped(),
    };
  }

  return {
    async mark(to) {
      if (inbox === undefined) return { kind: 'unreachable', because: NO_SINK };
      const found = await inbox.arrived(to);
      return found.kind === 'arrived'
        ? { kind: 'mark', ids: found.ids }
        : { kind: 'unreachable', because: vault.redact(found.because) };
    },
    async next(to, mark) {
      if (mark.kind === 'unreachable') return { kind: 'none', because: mark.because };
      const result = await received(to, mark.ids, target.limits.patienceMs);
      if (result.kind === 'mail') return { kind: 'mail', mail: readMail(result.mail, vault) };
      return { kind: 'none', because: `${result.because}${result.waited ? ' (limits.patience)' : ''}` };
    },
    received,
    close: () => inbox?.close() ?? Promise.resolve(),
  };
}

function inboxOf({ target, http, reach, vault, secrets }: PostOptions): Inbox | undefined {
  const { mail, limits } = target;
  if (mail === undefined) return undefined;
  const { sink, user = '', password, folder } = mail;
  if (sink.startsWith('smtp:')) return smtpInbox(sink);
  if (sink.startsWith('http')) return mailpitInbox(sink, http, limits.timeoutMs);
  const revealed = password === undefined ? '' : vault.reveal(secrets.text(password));
  return imapInbox({ sink, user, password: revealed, folder }, { reach, timeoutMs: limits.timeoutMs });
}
