import { defineCheck, row } from '../../core/check.ts';
import { advice, broken, held } from '../../core/verdict.ts';
import { ResponseCookie } from '../../evidence/response-cookie.ts';
import { ResponseSession } from '../../evidence/response-session.ts';
import { judgeCookies, placeOf } from './session.ts';

/** Libraries whose session cookie the page must read: `@supabase/ssr`, and Clerk's, which lives for a minute. */
const READ_BY_DESIGN = /^(?:sb-.+-auth-token(?:\.\d+)?|__session)$/;

export const httpOnly = defineCheck({
  id: 'cookies/http-only',
  decides: [row('authentication')],
  title: 'Scripts in the page cannot read the session cookie',
  why: 'One injected script, also from a chat answer or a third party, then takes over the session of everyone who sees it.',
  passes:
    'Each session cookie that was set has the HttpOnly attribute, or sessions are not carried by cookies.',
  sources: [{ owasp: 'API2:2023' }, { cwe: 1004 }, { rfc: 6265, section: '4.1.2.6' }],
  needs: { cookies: ResponseCookie, sessions: ResponseSession },
  judge: ({ cookies, sessions }) =>
    judgeCookies(cookies, sessions, (cookie) => {
      if (cookie.httpOnly) return held;
      const finding = {
        where: placeOf(cookie),
        key: 'http-only',
        what: `${cookie.line} sets the session cookie ${cookie.name} without HttpOnly: any script in the page can read it and send it away.`,
        exhibits: [{ exchange: cookie.exchange, role: 'the cookie is set', marks: [cookie.name] }],
      };
      return READ_BY_DESIGN.test(cookie.name) ? advice(finding) : broken(finding);
    }),
  fix: {
    minutes: 15,
    deliverable: 'hardening',
    steps: ['Set HttpOnly on the session cookie; give the page what it needs to know by an API route.'],
    kits: ['session-cookie'],
  },
  absentKey: 'cookies',
});
