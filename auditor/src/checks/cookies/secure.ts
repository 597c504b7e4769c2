import { defineCheck, row } from '../../core/check.ts';
import { broken, held, undecided } from '../../core/verdict.ts';
import { ResponseCookie } from '../../evidence/response-cookie.ts';
import { ResponseSession } from '../../evidence/response-session.ts';
import { judgeCookies, placeOf } from './session.ts';

/** A developer's or a test's own machine: many products leave Secure out there on purpose. */
const OWN_MACHINE = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|.+\.localhost)$/;

export const secure = defineCheck({
  id: 'cookies/secure',
  decides: [row('authentication')],
  title: 'The session cookie is never sent without encryption',
  why: 'One unencrypted request, such as a typed address without https, hands the session to anyone on the same network.',
  passes:
    'Each session cookie that was set has the Secure attribute, or sessions are not carried by cookies.',
  sources: [{ owasp: 'API2:2023' }, { cwe: 614 }, { rfc: 6265, section: '4.1.2.5' }],
  needs: { cookies: ResponseCookie, sessions: ResponseSession },
  judge: ({ cookies, sessions }) =>
    judgeCookies(cookies, sessions, (cookie) => {
      if (cookie.secure) return held;
      if (!cookie.https && OWN_MACHINE.test(cookie.host)) {
        return undecided(
          `${cookie.name} is set without Secure on ${cookie.host}, where that is usual; production may differ`,
          'app: https://app.example.com',
        );
      }
      return broken({
        where: placeOf(cookie),
        key: 'secure',
        what: `${cookie.line} sets the session cookie ${cookie.name} without Secure: browsers also send it without encryption.`,
        exhibits: [{ exchange: cookie.exchange, role: 'the cookie is set', marks: [cookie.name] }],
      });
    }),
  fix: {
    minutes: 15,
    deliverable: 'hardening',
    steps: ['Set Secure on the session cookie, and name it __Host-… so that browsers insist on it.'],
    kits: ['session-cookie'],
  },
  absentKey: 'cookies',
});
