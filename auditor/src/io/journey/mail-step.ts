import type { ReceivedMail } from '../mail/inbox.ts';
import { linksIn } from '../mail/read-mail.ts';

/** The link whose address holds the word. */
export function linkIn(mail: ReceivedMail, word: string): string | undefined {
  return linksIn(mail).find((link) => link.toLowerCase().includes(word.toLowerCase()));
}

/** What the expression's first group finds in the mail, as it is read. */
export function codeIn({ subject, text, html }: ReceivedMail, expression: string): string | undefined {
  const readable = text === '' ? html.replaceAll(/<[^>]*>/g, ' ') : text;
  const found = new RegExp(expression, 'i').exec(`${subject}\n${readable.replaceAll(/[ \t]+/g, ' ')}`);
  return found?.[1] ?? found?.[0];
}
