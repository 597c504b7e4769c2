import { readMail, type MailFacts } from '../../domain/message.ts';
import { hostOf } from '../../intake/hosts.ts';
import type { PlanContext } from '../../io/probe.ts';
import type { LeftOut } from '../../core/cell.ts';

/** Who sends the product's mail, as far as the target file says. */
export interface Sender {
  /** The domain in the `From` of its mails. */
  readonly domain: string;
  readonly selectors: readonly string[];
  readonly mail?: MailFacts;
}

export function senderOf({ target, texts }: PlanContext): Sender | undefined {
  const { domain } = target;
  if (domain === undefined) return undefined;
  const text = domain.message === undefined ? undefined : texts[domain.message];
  const mail = text === undefined ? undefined : readMail(text);
  const from = mail?.from ?? domain.mailFrom?.split('@').at(-1) ?? domain.name;
  const signed = mail?.signatures.filter((one) => one.domain === from.toLowerCase()) ?? [];
  return {
    domain: from.toLowerCase(),
    selectors: [...new Set([...domain.selectors, ...signed.map((one) => one.selector)])],
    ...(mail === undefined ? {} : { mail }),
  };
}

/** A host of the product that the target file names. */
interface Place {
  readonly host: string;
  /** `apex` for the domain and its www. */
  readonly role: 'apex' | 'host';
  /** People are meant to reach it: it must answer. The domain and www need not exist. */
  readonly expected: boolean;
}

/** Every host below `domain`, the domain first. An app on an address of its own is not one of them. */
export function placesOf({ target }: PlanContext): readonly Place[] {
  const { domain } = target;
  if (domain === undefined) return [];
  const apex = domain.name.toLowerCase();
  const www = `www.${apex}`;
  const own = (host: string) => host === apex || host.endsWith(`.${apex}`);
  const addresses = [target.app, target.api].flatMap((one) => {
    const url = one === undefined ? undefined : new URL(one);
    return url?.protocol === 'https:' && url.port === '' && own(url.hostname) ? [url.hostname] : [];
  });
  const named = [...domain.hosts.map((one) => hostOf(one, apex)), ...addresses];
  const hosts = [...new Set([apex, www, ...named])];
  return hosts.map((host) => ({
    host,
    role: host === apex || host === www ? 'apex' : 'host',
    expected: named.includes(host),
  }));
}

const ADD = 'domain: { name: example.com, mailFrom: hello@example.com, hosts: [app, api] }';

/** What is left out when the target file names no domain. */
export function withoutDomain(kind: string, what: string): LeftOut {
  return { kind, what, because: 'the target file names no domain', add: ADD };
}
