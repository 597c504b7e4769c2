import * as z from 'zod';
import type { Http } from '../http.ts';
import type { Inbox } from './inbox.ts';

/** Mailpit's API, version 1: https://mailpit.axllent.org/docs/api-v1/ */
const FoundSchema = z.object({
  messages: z.array(z.object({ ID: z.string(), To: z.array(z.object({ Address: z.string() })).nullable() })),
});
const MessageSchema = z.object({ Subject: z.string(), Text: z.string(), HTML: z.string().default('') });

/** More mails than a run causes for one address. */
const MOST = 50;

/** An inbox that the founder runs, asked over HTTP. */
export function mailpitInbox(sink: string, http: Http, timeoutMs: number): Inbox {
  const { origin } = new URL(sink);

  async function ask(path: string): Promise<unknown> {
    const outcome = await http.send({
      method: 'GET',
      origin,
      path,
      headers: { accept: 'application/json' },
      timeoutMs,
    });
    if (outcome.kind === 'no-answer') throw new InboxError(`${origin}: ${outcome.message}`);
    if (outcome.status !== 200) throw new InboxError(`GET ${path.split('?')[0]} answered ${outcome.status}`);
    try {
      const parsed: unknown = JSON.parse(outcome.body.toString('utf8'));
      return parsed;
    } catch (error) {
      throw new InboxError(`${origin} does not answer as Mailpit does`, { cause: error });
    }
  }

  return {
    async arrived(to) {
      try {
        const query = encodeURIComponent(`to:"${to}"`);
        const found = FoundSchema.safeParse(await ask(`/api/v1/search?query=${query}&limit=${MOST}`));
        if (!found.success)
          return { kind: 'unreachable', because: `${origin} does not answer as Mailpit does` };
        // The search also finds addresses that only contain the one that was asked for.
        const own = found.data.messages.filter((one) =>
          (one.To ?? []).some(({ Address }) => Address.toLowerCase() === to.toLowerCase()),
        );
        return { kind: 'arrived', ids: own.map((one) => one.ID).toReversed() };
      } catch (error) {
        if (error instanceof InboxError) return { kind: 'unreachable', because: error.message };
        throw error;
      }
    },
    async read(id) {
      try {
        const message = MessageSchema.safeParse(await ask(`/api/v1/message/${encodeURIComponent(id)}`));
        if (!message.success) return undefined;
        const { Subject, Text, HTML } = message.data;
        return { subject: Subject, text: Text, html: HTML };
      } catch (error) {
        if (error instanceof InboxError) return undefined;
        throw error;
      }
    },
    close: () => Promise.resolve(),
  };
}

/** The inbox cannot be asked, or is none. */
class InboxError extends Error {
  override readonly name = 'InboxError';
}
