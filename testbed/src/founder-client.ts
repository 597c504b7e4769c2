import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** The product as its founder uses it to prepare an audit: over HTTP, like any customer. */
export interface FounderClient {
  /** @throws Error when the product does not accept it */
  send(request: FounderRequest): Promise<unknown>;
  /** The token in the newest mail to an address. */
  mailedToken(to: string): string;
}

interface FounderRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly json?: unknown;
  readonly token?: string;
}

/** @param newestLink the link in the newest mail to an address that holds a token */
export function founderClient(url: string, newestLink: (to: string) => string | undefined): FounderClient {
  return {
    async send({ method, path, json, token }) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    mailedToken(to) {
      const link = newestLink(to);
      const token = link === undefined ? null : new URL(link).searchParams.get('token');
      if (token === null) throw new Error(`No mail with a token has come to ${to}.`);
      return token;
    },
  };
}

const MailSchema = z.object({ to: z.string(), link: z.string().optional() });

/** Finds links in the file that a product's mails are appended to. */
export function linksIn(outbox: string): (to: string) => string | undefined {
  return (to) =>
    readFileSync(outbox, 'utf8')
      .trim()
      .split('\n')
      .map((line) => MailSchema.parse(JSON.parse(line)))
      .findLast((mail) => mail.to === to && mail.link?.includes('token='))?.link;
}
