import type { AlertSpec } from '../../core/target/monitoring.ts';
import { imapInbox } from '../mail/imap-inbox.ts';
import type { Inbox } from '../mail/inbox.ts';
import { mailpitInbox } from '../mail/mailpit-inbox.ts';
import type { Instruments } from './instruments.ts';

/** Whether a message with the code of a drill can be read where it should have arrived. */
export interface Arrival {
  /** Between two looks; short by default. */
  readonly pauseMs?: number;
  look(code: string): Promise<Look>;
  close(): Promise<void>;
}

/** What a look into an inbox finds. */
export type Look =
  | { readonly kind: 'there' }
  | { readonly kind: 'not-there' }
  /** Nobody could look. `isLasting`: another try changes nothing. */
  | { readonly kind: 'unreachable'; readonly because: string; readonly isLasting?: boolean };

const PATIENCE_MS = 10_000;
/** Newest first: a mailbox may be full of other mail. */
const NEWEST = 20;

/** Looks into the inbox that the target file names; undefined where only a person can look. */
export function declaredInbox({ mail }: AlertSpec, instruments: Instruments): Arrival | undefined {
  const [to] = mail?.to ?? [];
  if (mail?.inbox === undefined || to === undefined) return undefined;
  return arrivalIn(inboxOf(mail.inbox, instruments), to);
}

/** Looks through the mails of one address. */
export function arrivalIn(inbox: Inbox, to: string): Arrival {
  return {
    ...(inbox.pauseMs === undefined ? {} : { pauseMs: inbox.pauseMs }),
    async look(code) {
      const found = await inbox.arrived(to);
      if (found.kind === 'unreachable') return found;
      for (const id of found.ids.slice(-NEWEST).toReversed()) {
        const mail = await inbox.read(id);
        if (mail?.text.includes(code) === true) return { kind: 'there' };
      }
      return { kind: 'not-there' };
    },
    close: () => inbox.close(),
  };
}

type InboxSpec = NonNullable<NonNullable<AlertSpec['mail']>['inbox']>;

function inboxOf(spec: InboxSpec, { http, reach, vault, secrets }: Instruments): Inbox {
  if (typeof spec === 'string') return mailpitInbox(spec, http, PATIENCE_MS);
  const { mailbox: sink, user, folder } = spec;
  const password = vault.reveal(secrets.text(spec.password));
  return imapInbox({ sink, user, password, folder }, { reach, timeoutMs: PATIENCE_MS });
}
