/** What the headers of a mail say about who sent it. Its signature is not verified here. */
export interface MailFacts {
  /** Domain of the `From` header. */
  readonly from: string;
  /** Domain of the envelope sender, as the receiver wrote it into `Return-Path`; absent without one. */
  readonly envelope?: string;
  readonly signatures: readonly { readonly domain: string; readonly selector: string }[];
}

/** Reads the headers of a mail as received (.eml). Undefined when it has no single readable `From`. */
export function readMail(text: string): MailFacts | undefined {
  const [head = ''] = text.split(/\r?\n\r?\n/, 1);
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon).trim().toLowerCase(), value: line.slice(colon + 1).trim() };
  });
  const all = (name: string) => headers.filter((one) => one.name === name).map((one) => one.value);
  const [from, second] = all('from');
  const sender = second === undefined ? domainIn(from ?? '') : undefined;
  if (sender === undefined) return undefined;
  const envelope = domainIn(all('return-path')[0] ?? '');
  return {
    from: sender,
    ...(envelope === undefined ? {} : { envelope }),
    signatures: all('dkim-signature').flatMap((value) => {
      const domain = /(?:^|;)\s*d=([^;\s]+)/.exec(value)?.[1];
      const selector = /(?:^|;)\s*s=([^;\s]+)/.exec(value)?.[1];
      if (domain === undefined || selector === undefined) return [];
      return [{ domain: domain.toLowerCase(), selector: selector.toLowerCase() }];
    }),
  };
}

function domainIn(value: string): string | undefined {
  return /@([A-Za-z0-9.-]+)>?\s*(?:\(.*\))?$/.exec(value)?.[1]?.toLowerCase();
}
