import { defineCheck, row, step } from '../../core/check.ts';
import type { Gathered } from '../../core/evidence.ts';
import { advice, allOf, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { ResponseCookie, type ResponseCookieData } from '../../evidence/response-cookie.ts';
import { CrossSiteWrite, type CrossSiteWriteData } from '../../evidence/response-cross-site.ts';
import { told } from '../../evidence/response-call.ts';
import { ResponseSession, type ResponseSessionData } from '../../evidence/response-session.ts';

const ADD =
  'identities:\n  ana: { tenant: acme, login: { form: /login, fields: { email: ana@acme.test, password: "${ANA_PASSWORD}" }, csrf: { get: /login, field: _csrf } } }';

export const crossSiteWrite = defineCheck({
  id: 'csrf/cross-site-write',
  decides: [row('cors'), step('M5')],
  title: 'Another website cannot change anything in a customer’s name',
  why: 'A customer who is signed in and opens a bad page makes changes without knowing: the browser adds the session cookie by itself.',
  passes:
    'Changes asked for with the session cookie from a foreign origin, in the encodings that browsers send unasked, have no effect; or sessions are not carried by cookies.',
  sources: [
    { article: 'marketplace-onboarding', step: 5 },
    { owasp: 'API8:2023' },
    { cwe: 352 },
    { rfc: 6265, section: '8.2' },
  ],
  needs: { attempts: CrossSiteWrite, cookies: ResponseCookie, sessions: ResponseSession },
  judge: ({ attempts, cookies, sessions }) => {
    const tried = attempts.evidence.length > 0;
    const carriers = decideEach(sessions, (session) => decideCarrier(session, tried, cookies));
    const asked = tried || attempts.missing.length > 0;
    return allOf(
      asked ? [carriers, decideEach(attempts, (attempt) => decideAttempt(attempt, cookies))] : [carriers],
    );
  },
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Set SameSite=Lax on the session cookie.',
      'Refuse changes whose Origin header is not your own, and demand a CSRF token that belongs to the session.',
      'Accept application/json only where JSON is meant: browsers ask before they send it to another site.',
    ],
    kits: ['csrf'],
  },
  absentKey: 'cookies',
});

/** Without a cookie session there is nothing that a browser would add by itself. */
function decideCarrier(
  { identity, carriedBy }: ResponseSessionData,
  tried: boolean,
  cookies: Gathered<ResponseCookieData>,
): Decision {
  if (tried) return held;
  if (carriedBy === 'cookie') return undecided(`no change could be tried with ${identity}'s cookie`, ADD);
  const [cookie] = cookies.evidence;
  if (cookie === undefined) return held;
  return undecided(
    `logging in also sets the cookie ${cookie.data.name}, and no identity of the file uses it`,
    ADD,
  );
}

function decideAttempt(data: CrossSiteWriteData, cookies: Gathered<ResponseCookieData>): Decision {
  const { operation, identity, control, attack, effect, readBack } = data;
  if (control.status === undefined || control.status >= 400) {
    return undecided(`${identity}'s own ${operation} does not work: ${told(control)}`);
  }
  if (effect === 'unclear')
    return undecided(`whether it had an effect is unclear: ${told(readBack ?? attack)}`);
  if (effect === 'none') {
    const { status = 500 } = attack;
    return status >= 500 || status === 429 ? undecided(told(attack)) : held;
  }
  const finding = {
    where: operation,
    key: 'cross-site-write',
    what: `${operation} took a change from a foreign website: sent with ${identity}'s cookie, a foreign Origin and no token, it was stored, and ${identity} finds it afterwards.`,
    exhibits: [
      { exchange: control.exchange, role: `${identity}'s own change`, marks: [] },
      { exchange: attack.exchange, role: 'the change from a foreign website', marks: [...data.marks] },
      ...(readBack === undefined
        ? []
        : [
            {
              exchange: readBack.exchange,
              role: `what ${identity} finds afterwards`,
              marks: [...data.marks],
            },
          ]),
    ],
  };
  return attached(cookies, finding);
}

/** The browser decides whether the cookie goes along: with Lax and Strict it does not, and only that stands in the way. */
function attached(cookies: Gathered<ResponseCookieData>, finding: Parameters<typeof broken>[0]): Decision {
  const seen = cookies.evidence.map((one) => one.data);
  if (seen.length === 0) {
    return undecided('the server takes it, but nobody saw whether browsers would send the cookie', ADD);
  }
  const kept = seen.every(({ sameSite }) => sameSite === 'lax' || sameSite === 'strict');
  if (!kept) return broken(finding);
  return advice({
    ...finding,
    what: `${finding.what} Only SameSite on the cookie keeps browsers from doing so.`,
  });
}
