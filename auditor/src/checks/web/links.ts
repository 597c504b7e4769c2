import { defineCheck } from '../../core/check.ts';
import type { Gap, Problem } from '../../domain/problem.ts';
import { FrontPage, type FrontPageData } from '../../evidence/front-page.ts';
import { judgeProblems } from '../problems.ts';
import { pageOf } from './page.ts';

export const links = defineCheck({
  id: 'web/links',
  decides: [],
  title: 'The links of the first page lead somewhere',
  why: 'A dead link to prices, terms or sign-up is where a visitor turns back.',
  passes:
    'The links of the first page to the same host, twenty at most, were followed. A dead one is advice.',
  sources: [{ article: 'first-100-members', step: 6 }],
  needs: { pages: FrontPage },
  judge: ({ pages }) =>
    judgeProblems(pages, (page) => ({ ...pageOf(page), problems: deadIn(page), gaps: unknownIn(page) })),
  fix: {
    minutes: 20,
    deliverable: 'dns-edge',
    steps: ['Correct the address, or redirect the old one to where its content is now.'],
  },
  absentKey: 'domain',
});

function deadIn({ links: all }: FrontPageData): readonly Problem[] {
  return all.flatMap(({ url, status, exchange, again }) => {
    if (status === undefined || !isDead(status) || again?.status !== status) return [];
    const exhibits = [
      { exchange, role: 'the link', marks: [] },
      { exchange: again.exchange, role: 'the same again', marks: [] },
    ];
    return [
      {
        level: 'advice',
        key: url,
        what: `The first page links to ${url}, which answers ${status}.`,
        marks: [],
        exhibits,
      },
    ];
  });
}

/** 401 and 403 are answers for members, 429 is about us. */
function isDead(status: number): boolean {
  return status === 404 || status === 410 || status >= 500;
}

function unknownIn({ links: all }: FrontPageData): readonly Gap[] {
  return all
    .filter((one) => one.status === undefined)
    .map(({ url }) => ({ because: `${url} did not answer` }));
}
