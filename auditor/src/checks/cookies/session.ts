import type { Gathered } from '../../core/evidence.ts';
import { allOf, decideEach, held, undecided, type Decision, type Verdict } from '../../core/verdict.ts';
import type { ResponseCookieData } from '../../evidence/response-cookie.ts';
import type { ResponseSessionData } from '../../evidence/response-session.ts';

const ADD_LOGIN =
  'identities:\n  ana: { login: { form: /login, fields: { email: ana@acme.test, password: "${ANA_PASSWORD}" } } }';

/**
 * Judges the session cookies that were seen. Where a session is carried by a cookie that nobody saw being set, its attributes
 * are unknown; where it is carried by a header and no cookie was set, there is no cookie to steal.
 */
export function judgeCookies(
  cookies: Gathered<ResponseCookieData>,
  sessions: Gathered<ResponseSessionData>,
  decide: (cookie: ResponseCookieData) => Decision,
): Verdict {
  const seen = cookies.evidence.length > 0;
  const carriers = decideEach(sessions, ({ identity, carriedBy, loggedIn }) => {
    if (carriedBy === 'header' || seen) return held;
    return loggedIn
      ? undecided(`${identity}'s session is a cookie, and none of the cookies that were set looks like one`)
      : undecided(`${identity}'s cookie was given ready-made, so nobody saw how it is set`, ADD_LOGIN);
  });
  return allOf(seen ? [carriers, decideEach(cookies, decide)] : [carriers]);
}

/** Where a cookie is set, for findings: the host and its name. */
export function placeOf({ host, name }: ResponseCookieData): string {
  return `cookie ${name} of ${host}`;
}
