import { defineFlaw } from '../define-flaw.ts';

/** Headers are logged "to find out why some requests fail", and stay. */
export const tokenLogged = defineFlaw({
  id: 'token-logged',
  family: 'logging',
  breaks: 'The log holds the tokens of everybody who is signed in.',
  lowers: ['the allow-list of the log'],
  seenIn: 'CWE-532; articles: session tokens in logs',
  mustFail: ['logging/content'],
  policies: (product) => ({
    logs: {
      entry: (facts) => ({
        ...product.logs.entry(facts),
        authorization: facts.request.headers.get('authorization') ?? '',
      }),
    },
  }),
});
