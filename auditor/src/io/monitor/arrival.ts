import type { AlertSpec } from '../../core/target/monitoring.ts';
import type { Http } from '../http.ts';
import { mailpitInbox } from '../mail/mailpit-inbox.ts';

/** Whether a message with this code can be read where it should have arrived. */
export type Arrival = (code: string) => Promise<boolean>;

const PATIENCE_MS = 10_000;

/** Looks into the inbox that the target file names; undefined where only a person can look. */
export function declaredInbox({ mail }: AlertSpec, http: Http): Arrival | undefined {
  const [to] = mail?.to ?? [];
  if (mail?.inbox === undefined || to === undefined) return undefined;
  const inbox = mailpitInbox(mail.inbox, http, PATIENCE_MS);
  return async (code) => {
    const found = await inbox.arrived(to);
    if (found.kind === 'unreachable') return false;
    // Newest first: a mailbox may be full of other mail.
    for (const id of found.ids.slice(-20).toReversed()) {
      const mail = await inbox.read(id);
      if (mail?.text.includes(code) === true) return true;
    }
    return false;
  };
}
