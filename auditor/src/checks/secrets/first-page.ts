import { defineCheck } from '../../core/check.ts';
import { FrontPage, type FrontPageData } from '../../evidence/front-page.ts';
import type { Problem } from '../../domain/problem.ts';
import { judgeProblems } from '../problems.ts';
import { pageOf } from '../web/page.ts';

/** Asked by `check`; a whole audit reads more than the scripts of one page. */
export const firstPage = defineCheck({
  id: 'secrets/first-page',
  decides: [],
  title: 'The scripts of the first page carry no secret',
  why: 'Everybody can read what a browser is sent: a key in it is a key given away.',
  passes:
    'No value in the page’s scripts has the shape of a secret key. Keys that are made to be public are no finding.',
  sources: [{ owasp: 'API8:2023' }, { cwe: 798 }],
  needs: { pages: FrontPage },
  judge: ({ pages }) =>
    judgeProblems(pages, (page) => ({
      ...pageOf(page),
      problems: page.keys.flatMap(problemOf),
      gaps: page.unread === undefined ? [] : [{ because: page.unread }],
    })),
  fix: {
    minutes: 120,
    deliverable: 'secret-audit',
    steps: [
      'Rotate the key at its vendor first: it has been public.',
      'Call the vendor from your server, and keep the key there.',
    ],
  },
});

function problemOf({
  rule,
  title,
  exposure,
  loose,
  provided,
  masked,
  script,
  exchange,
}: FrontPageData['keys'][number]): readonly Problem[] {
  if (exposure === 'public') return [];
  const place = { key: `${rule} ${masked}`, exchange, marks: [masked] };
  if (exposure === 'conditional' || loose)
    return [
      {
        ...place,
        level: 'advice',
        what: `${script} holds ${masked} (${title}): ${provided ?? 'look whether it is meant to be there'}.`,
      },
    ];
  return [{ ...place, level: 'fail', what: `${script} hands ${masked} (${title}) to every visitor.` }];
}
