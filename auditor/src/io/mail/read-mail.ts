import type { Vault } from '../vault.ts';
import type { ReceivedMail } from './inbox.ts';

/** What a mail asks to open or type in. Values are placeholders; a probe can send them and never sees them. */
export interface Mail {
  readonly subject: string;
  /** Secrets of its links, the likeliest first. */
  readonly tokens: readonly string[];
  /** Numbers to type in. */
  readonly codes: readonly string[];
  /** The link that holds the first token, for requests: its values are placeholders too. */
  readonly link?: { readonly origin: string; readonly path: string };
}

interface Found {
  readonly value: string;
  /** How likely this is what the mail is about; higher is likelier. */
  readonly weight: number;
  readonly url: URL;
}

const ADDRESS = /https?:\/\/[^\s"'<>\\^`{|}]{4,2000}/g;
const TELLING = /token|code|ticket|otp|confirm|verif|reset|invit|hash|sig|^key$|^t$|^k$/i;
/** Fewer characters than this are guessed rather than known. */
const SHORTEST = 6;

/** Reads links and codes out of a mail. Every value goes into the vault on the way. */
export function readMail({ subject, text, html }: ReceivedMail, vault: Vault): Mail {
  const found = linksIn({ subject, text, html })
    .flatMap((link) => (URL.canParse(link) ? secretsOf(new URL(link)) : []))
    .toSorted((a, b) => b.weight - a.weight);
  const placeholders = new Map(found.map(({ value }) => [value, vault.keep(value, 'mailed-token')]));
  const codes = codesIn(`${subject}\n${text === '' ? html.replaceAll(/<[^>]*>/g, ' ') : text}`).map((code) =>
    vault.keep(code, 'mailed-code'),
  );
  const [first] = found;
  return {
    subject: vault.redact(subject),
    tokens: [...new Set(placeholders.values())],
    codes: [...new Set(codes)],
    ...(first === undefined
      ? {}
      : {
          link: {
            origin: first.url.origin,
            path: vault.redact(first.url.pathname + first.url.search),
          },
        }),
  };
}

/** The addresses of a mail, each once. */
export function linksIn({ text, html }: ReceivedMail): readonly string[] {
  const whole = `${text}\n${html.replaceAll('&amp;', '&')}`;
  return [...new Set([...whole.matchAll(ADDRESS)].map(([link]) => link.replace(/[.,;:!?)\]]+$/, '')))];
}

/** Values of the query or of the fragment, and a last part of the path that nobody would choose as a word. */
function secretsOf(url: URL): readonly Found[] {
  const fragment = new URLSearchParams(url.hash.replace(/^#[^?]*\?|^#/, ''));
  const pairs = [...url.searchParams, ...fragment].filter(([, value]) => value.length >= SHORTEST);
  const named = pairs.map(([name, value]): Found => {
    const weight = TELLING.test(name) ? 3 : looksIssued(value) ? 2 : 0;
    return { value, weight, url };
  });
  const last = decoded(url.pathname.split('/').findLast((part) => part !== '') ?? '');
  const inPath: readonly Found[] = looksIssued(last) ? [{ value: last, weight: 1, url }] : [];
  return [...named.filter((one) => one.weight > 0), ...inPath];
}

function looksIssued(value: string): boolean {
  return value.length >= 16 && /[0-9]/.test(value) && /[A-Za-z]/.test(value) && !/\s|@/.test(value);
}

function codesIn(text: string): readonly string[] {
  if (!/code|pin\b|otp|passcode/i.test(text)) return [];
  const outside = text.replaceAll(ADDRESS, ' ');
  return [...outside.matchAll(/(?<![\w-])\d{4,8}(?![\w-])/g)].map(([code]) => code);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
