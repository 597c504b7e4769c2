import { defineFlaw } from '../define-flaw.ts';

/** Lines of requests that were refused were "noise", and were emptied. */
export const refusalsNotLogged = defineFlaw({
  id: 'refusals-not-logged',
  family: 'logging',
  breaks: 'The log does not tell who was refused what.',
  lowers: ['the line of each request'],
  seenIn: 'CWE-778; OWASP A09:2021: failed logins and refused requests that leave no line',
  mustFail: ['logging/access'],
  policies: (product) => ({
    logs: { entry: (facts) => (facts.status >= 400 ? {} : product.logs.entry(facts)) },
  }),
});
