import type { Target } from '../../core/target.ts';
import type { Http } from '../http.ts';
import type { Vault } from '../vault.ts';
import type { Inbox } from './inbox.ts';
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
  close(): Promise<void>;
}

interface PostOptions {
  readonly target: Target;
  readonly http: Http;
  readonly vault: Vault;
  readonly sleep: (ms: number) => Promise<void>;
  readonly stopped: () => boolean;
}

const POLL_MS = 250;
const NO_SINK = 'the target file names no place where mail arrives (mail.sink)';

export function openPost({ target, http, vault, sleep, stopped }: PostOptions): Post {
  const inbox = inboxOf(target, http);

  async function newest(to: string, known: readonly string[]): Promise<MailResult | undefined> {
    if (inbox === undefined) return { kind: 'none', because: NO_SINK };
    const now = await inbox.arrived(to);
    if (now.kind === 'unreachable') return { kind: 'none', because: now.because };
    const fresh = now.ids.findLast((id) => !known.includes(id));
    if (fresh === undefined) return undefined;
    const received = await inbox.read(fresh);
    return received === undefined ? undefined : { kind: 'mail', mail: readMail(received, vault) };
  }

  return {
    async mark(to) {
      if (inbox === undefined) return { kind: 'unreachable', because: NO_SINK };
      const found = await inbox.arrived(to);
      return found.kind === 'arrived' ? { kind: 'mark', ids: found.ids } : found;
    },
    async next(to, mark) {
      if (mark.kind === 'unreachable') return { kind: 'none', because: mark.because };
      const { patienceMs } = target.limits;
      const until = performance.now() + patienceMs;
      do {
        const result = await newest(to, mark.ids);
        if (result !== undefined) return result;
        await sleep(POLL_MS);
      } while (performance.now() < until && !stopped());
      return {
        kind: 'none',
        because: `no mail came to ${to} within ${patienceMs / 1000} s (limits.patience)`,
      };
    },
    close: () => inbox?.close() ?? Promise.resolve(),
  };
}

function inboxOf({ mail, limits }: Target, http: Http): Inbox | undefined {
  if (mail === undefined) return undefined;
  return mail.sink.startsWith('smtp:')
    ? smtpInbox(mail.sink)
    : mailpitInbox(mail.sink, http, limits.timeoutMs);
}
