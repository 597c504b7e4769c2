import type { OriginTrick } from '../evidence/cors-answer.ts';

/** An origin to ask from, and what accepting it says about how origins are compared. */
export interface ForeignOrigin {
  readonly trick: OriginTrick;
  readonly origin: string;
  /** Says nothing by itself when this trick was accepted: who trusts all sub-domains trusts this one too. */
  readonly unless?: OriginTrick;
}

/** Hosts below which anybody gets a name for free (the private section of publicsuffix.org, the usual ones). */
const SHARED_HOSTING = [
  'vercel.app',
  'netlify.app',
  'onrender.com',
  'up.railway.app',
  'fly.dev',
  'pages.dev',
  'workers.dev',
  'herokuapp.com',
  'web.app',
  'firebaseapp.com',
  'github.io',
  'azurewebsites.net',
  'replit.app',
  'lovable.app',
] as const;

/**
 * Origins that are not the product's, each made to pass one wrong kind of comparison.
 *
 * @param app the product's own origin, `https://app.example.com`
 * @param word makes names that nobody has
 */
export function foreignOrigins(app: string, word: string): readonly ForeignOrigin[] {
  const { protocol, hostname, port } = new URL(app);
  const end = port === '' ? '' : `:${port}`;
  const origin = (host: string) => `${protocol}//${host}${end}`;
  const list: ForeignOrigin[] = [
    { trick: 'stranger', origin: `https://${word}.test` },
    { trick: 'null', origin: 'null' },
    { trick: 'host-as-prefix', origin: `${app}.${word}.test` },
  ];
  // With a port, comparing beginnings also lets in the same host name extended before the port.
  if (end !== '') list.push({ trick: 'host-as-prefix', origin: origin(`${hostname}.${word}.test`) });
  if (protocol === 'https:') list.push({ trick: 'plain-http', origin: `http://${hostname}${end}` });
  if (!isLocal(hostname)) list.push({ trick: 'developer-machine', origin: 'http://localhost:3000' });
  return [...list, ...namesakes(hostname, word, origin)];
}

function namesakes(hostname: string, word: string, origin: (host: string) => string): ForeignOrigin[] {
  const shared = SHARED_HOSTING.find((suffix) => hostname.endsWith(`.${suffix}`));
  const stranger: ForeignOrigin = {
    trick: 'shared-hosting',
    origin: `https://${word}.${shared ?? 'vercel.app'}`,
  };
  const labels = hostname.split('.');
  if (isLocal(hostname) || labels.length < 3 || shared !== undefined) {
    return [stranger, { trick: 'host-as-suffix', origin: origin(`${word}${hostname}`) }];
  }
  return [
    stranger,
    { trick: 'sub-domain', origin: origin(`${word}.${labels.slice(1).join('.')}`) },
    { trick: 'host-as-suffix', origin: origin(`${word}${hostname}`), unless: 'sub-domain' },
    { trick: 'host-as-suffix', origin: origin(`${word}${labels.slice(-2).join('.')}`) },
  ];
}

function isLocal(hostname: string): boolean {
  return !hostname.includes('.') || /^[\d.]+$/.test(hostname) || hostname.startsWith('[');
}
