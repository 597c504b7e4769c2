import { defineCheck } from '../../core/check.ts';
import { FrontPage } from '../../evidence/front-page.ts';
import { judgeProblems } from '../problems.ts';
import { pageOf } from '../web/page.ts';

/** Asked by `check`: without an account nobody knows what a stranger's page could read; an audit does. */
export const firstPageOrigin = defineCheck({
  id: 'cors/first-page',
  decides: [],
  title: 'The first page does not open itself to every other site',
  why: 'If the same policy stands before the API, any site can read what a signed-in customer can.',
  passes:
    'The first page was asked with a stranger’s origin. Letting it in with cookies is advice: an audit with accounts proves what it opens.',
  sources: [{ owasp: 'API8:2023' }, { cwe: 942 }],
  needs: { pages: FrontPage },
  judge: ({ pages }) =>
    judgeProblems(pages, (page) => {
      const { foreign } = page;
      if (foreign === undefined)
        return {
          ...pageOf(page),
          problems: [],
          gaps: [{ because: 'the question with a foreign origin got no answer' }],
        };
      const { allowOrigin, credentials, origin, exchange } = foreign;
      if (allowOrigin !== origin || !credentials) return { ...pageOf(page), problems: [] };
      const what = `${page.url} lets pages of any origin read it with the visitor’s cookies (it repeats ${origin}). Audit the API behind it.`;
      return {
        ...pageOf(page),
        problems: [{ level: 'advice', key: 'reflected', what, exchange, marks: [origin] }],
      };
    }),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: ['Answer with Access-Control-Allow-Origin for origins of an exact list only.'],
    kits: ['cors-allow-list'],
  },
});
