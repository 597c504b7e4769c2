import PostalMime from 'postal-mime';
import type { ReceivedMail } from './inbox.ts';

/** Reads a mail as it came over the wire: parts, encodings and character sets. */
export async function parseMail(raw: Buffer): Promise<ReceivedMail> {
  try {
    const { subject = '', text = '', html = '' } = await PostalMime.parse(raw);
    return { subject, text, html };
  } catch {
    // What is no mail is kept as it came: a link can still be found in it.
    return { subject: '', text: raw.toString('utf8'), html: '' };
  }
}
