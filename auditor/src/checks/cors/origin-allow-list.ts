import { defineCheck, gate, row, step } from '../../core/check.ts';
import type { Exhibit } from '../../core/finding.ts';
import { advice, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { CorsAnswer, type CorsAnswerData, type Grant, type OriginTrick } from '../../evidence/cors-answer.ts';
import { succeeded, told } from '../../evidence/response-call.ts';

export const originAllowList = defineCheck({
  id: 'cors/origin-allow-list',
  decides: [row('cors'), gate('cors'), step('B5')],
  title: 'Only your own origins may call the API from a browser',
  why: 'Where a cookie carries the session, any site that the API trusts reads what your customer reads. Where a token does, no site gets it that way, and one that was stolen works from any page.',
  passes:
    'No foreign origin (a stranger, null, a lookalike of yours, plain http) is allowed to read answers that need a login, neither with cookies nor with a token.',
  sources: [
    { article: 'b2b-onboarding', step: 5 },
    { owasp: 'API8:2023' },
    { cwe: 942 },
    { cwe: 346 },
    { rfc: 6454 },
  ],
  needs: { answers: CorsAnswer },
  judge: ({ answers }) => {
    const open = openings(answers.evidence.map((one) => one.data));
    return decideEach(answers, (data) => decide(data, open));
  },
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: [
      'Keep a list of your own origins and compare the Origin header with it as a whole: no prefix, no suffix, no pattern.',
      'Answer with Access-Control-Allow-Origin: <that origin>, Access-Control-Allow-Credentials: true and Vary: Origin only when it is on the list; otherwise send no CORS header at all.',
      'Take "*", "null" and development origins out of the production configuration.',
    ],
    kits: ['cors-allow-list'],
  },
});

const WHO: Record<OriginTrick, string> = {
  stranger: 'any website',
  null: 'a sandboxed frame on any website (origin null)',
  'host-as-prefix': 'a website whose name begins with yours',
  'host-as-suffix': 'a website whose name ends with yours',
  'sub-domain': 'any sub-domain of yours, also a forgotten one',
  'shared-hosting': 'anybody with a free account at the same hosting company',
  'plain-http': 'your own address without encryption, which anyone on the same network can impersonate',
  'developer-machine': 'whatever runs on localhost of a customer’s computer',
  'own-app': 'your own app',
};

/** Whole sub-domains are yours and localhost is nobody's website: worth saying, no proof of a break. */
const ONLY_ADVICE: ReadonlySet<OriginTrick> = new Set(['sub-domain', 'developer-machine']);

/** Operations that let a foreign origin read, by how the origin was made up. */
type Openings = ReadonlyMap<OriginTrick, readonly string[]>;

function openings(answers: readonly CorsAnswerData[]): Openings {
  const open = new Map<OriginTrick, readonly string[]>();
  for (const data of answers) {
    if (isBreak(data)) open.set(data.trick, [...(open.get(data.trick) ?? []), data.operation]);
  }
  return open;
}

function decide(data: CorsAnswerData, open: Openings): Decision {
  const { operation, control, answer, trick, origin } = data;
  if (!succeeded(control)) {
    return undecided(`${operation} does not work for ${data.identity} to begin with: ${told(control)}`);
  }
  // A server that fails may have lost its headers on the way; one that refuses a foreign origin with 403 holds.
  const { status = 500 } = answer.call;
  if (status >= 500) return undecided(told(answer.call));
  if (trick === 'own-app') return decideOwn(data);
  // Who lets in any website lets in these too: one thing to fix, told once.
  if (!isOpen(answer, origin) || (trick !== 'stranger' && open.has('stranger'))) return held;
  const others = new Set(open.get(trick)).size - 1;
  const finding = {
    // The policy is one; how many operations were asked must not change the finding's identity.
    where: 'API',
    key: trick,
    what: sentence(data, others),
    exhibits: exhibits(data),
  };
  if (isBreak(data)) return broken(finding);
  // "*" without credentials on what anyone may read gives nobody anything.
  return data.public && !answer.allowCredentials ? held : advice(finding);
}

function isBreak(data: CorsAnswerData): boolean {
  const { control, answer, trick, origin } = data;
  if (!succeeded(control) || (answer.call.status ?? 500) >= 500 || !isOpen(answer, origin)) return false;
  return !data.public && trick !== 'own-app' && !ONLY_ADVICE.has(trick) && readable(data);
}

/** Can a page of that origin really read what the customer would? */
function readable({ carries, credentialHeader, preflight, answer, origin }: CorsAnswerData): boolean {
  // With credentials a browser wants the exact origin. The wildcard beside them is refused by browsers, but it is what the
  // articles forbid by name ("never a wildcard" with logins): the next proxy or library turns it into a reflection.
  if (carries === 'cookie') return answer.allowCredentials;
  if (carries === 'nothing' || credentialHeader === undefined) return false;
  if (preflight === undefined || !isOpen(preflight, origin)) return false;
  const headers = preflight.allowHeaders ?? [];
  // "*" covers every header but Authorization, which must be named (WHATWG Fetch, CORS-preflight fetch, step 7).
  return (
    headers.includes(credentialHeader) || (credentialHeader !== 'authorization' && headers.includes('*'))
  );
}

function isOpen({ allowOrigin }: Grant, origin: string): boolean {
  return allowOrigin === '*' || allowOrigin === origin;
}

/** Where app and API share an origin the browser asks nobody; otherwise the app has to be let in. */
function decideOwn({ operation, origin, answer }: CorsAnswerData): Decision {
  if (isOpen(answer, origin)) return held;
  return advice({
    where: operation,
    key: 'own-app',
    what: `${operation} does not allow your own app (${origin}), so a browser there cannot call it; that is right only when the app calls it through its own server.`,
    exhibits: [{ exchange: answer.call.exchange, role: 'the call from your app', marks: [] }],
  });
}

function sentence(data: CorsAnswerData, others: number): string {
  const { operation, origin, carries, credentialHeader, answer } = data;
  const more = others > 0 ? ` (and ${others} more ${others === 1 ? 'operation' : 'operations'})` : '';
  const how =
    answer.allowOrigin === '*'
      ? 'allows every origin (*)'
      : `answers Origin: ${origin} with Access-Control-Allow-Origin: ${origin}`;
  const token = carries === 'header' ? ` and lets it send ${credentialHeader ?? 'a credential'}` : '';
  const withWhat = answer.allowCredentials ? ' and Access-Control-Allow-Credentials: true' : token;
  return `${operation}${more} ${how}${withWhat}: ${harm(data)}`;
}

/** A browser adds cookies by itself; a token in a header is sent only by whoever holds it. */
function harm({ trick, carries, public: isPublic }: CorsAnswerData): string {
  if (isPublic) return `${WHO[trick]} may read in a customer's browser what anyone may read.`;
  if (carries === 'cookie') return `${WHO[trick]} may read it in a customer's browser, as that customer.`;
  if (carries === 'nothing') return `${WHO[trick]} may read it in a customer's browser.`;
  return `${WHO[trick]} may read it in a browser once it has a customer's token. By itself the browser sends none, so this makes a stolen token easier to use and steals none.`;
}

function exhibits({ control, answer, preflight, origin }: CorsAnswerData): readonly Exhibit[] {
  const granted = (role: string, { call, allowOrigin }: Grant): Exhibit => ({
    exchange: call.exchange,
    role,
    marks: [allowOrigin ?? origin],
  });
  return [
    { exchange: control.exchange, role: 'the same call without an origin', marks: [] },
    ...(preflight === undefined ? [] : [granted('the browser’s preflight', preflight)]),
    granted('the call from the foreign origin', answer),
  ];
}
