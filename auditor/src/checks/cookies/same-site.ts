import { defineCheck, row } from '../../core/check.ts';
import { advice, broken, held } from '../../core/verdict.ts';
import { ResponseCookie } from '../../evidence/response-cookie.ts';
import { ResponseSession } from '../../evidence/response-session.ts';
import { judgeCookies, placeOf } from './session.ts';

export const sameSite = defineCheck({
  id: 'cookies/same-site',
  decides: [row('cors')],
  title: 'Other websites cannot use the session cookie',
  why: 'With SameSite=None a browser attaches your customer’s session to requests that any other website makes.',
  passes:
    'Each session cookie that was set is SameSite=Lax or Strict, or sessions are not carried by cookies. Leaving it out is advice: browsers differ in what they then assume.',
  sources: [{ article: 'marketplace-onboarding', step: 5 }, { owasp: 'API8:2023' }, { cwe: 1275 }],
  needs: { cookies: ResponseCookie, sessions: ResponseSession },
  judge: ({ cookies, sessions }) =>
    judgeCookies(cookies, sessions, (cookie) => {
      const { name, line, exchange } = cookie;
      if (cookie.sameSite === 'lax' || cookie.sameSite === 'strict') return held;
      const finding = (what: string) => ({
        where: placeOf(cookie),
        key: 'same-site',
        what,
        exhibits: [{ exchange, role: 'the cookie is set', marks: [name] }],
      });
      if (cookie.sameSite === 'none') {
        return broken(
          finding(
            `${line} sets the session cookie ${name} with SameSite=None: requests that another website makes are sent as your customer.`,
          ),
        );
      }
      // Chromium takes a missing attribute for Lax, Safari and Firefox for None (MDN, Set-Cookie: browser compatibility).
      return advice(
        finding(
          `${line} sets the session cookie ${name} without SameSite: Chrome protects it, Safari and Firefox send it with requests of other websites.`,
        ),
      );
    }),
  fix: {
    minutes: 15,
    deliverable: 'hardening',
    steps: [
      'Set SameSite=Lax on the session cookie. If the product must run in frames of other sites, keep None and demand a CSRF token for every change.',
    ],
    kits: ['session-cookie'],
  },
  absentKey: 'cookies',
});
