import { defineCheck, step } from '../../core/check.ts';
import type { Problem } from '../../domain/problem.ts';
import { FrontPage, type FrontPageData } from '../../evidence/front-page.ts';
import { judgeProblems } from '../problems.ts';
import { pageOf } from './page.ts';

/** How many addresses a finding names. */
const EXAMPLES = 5;

export const mixedContent = defineCheck({
  id: 'web/mixed-content',
  decides: [step('M6'), step('C6')],
  title: 'An encrypted page loads nothing unencrypted',
  why: 'Browsers refuse such scripts, styles and frames: parts of the page are missing for everybody.',
  passes:
    'The first page names no script, style sheet, frame or form with http://. Pictures are advice: browsers load them encrypted.',
  sources: [
    { article: 'first-100-members', step: 6 },
    { article: 'marketplace-onboarding', step: 6 },
    { cwe: 319 },
  ],
  needs: { pages: FrontPage },
  judge: ({ pages }) =>
    judgeProblems(pages, (page) => ({
      ...pageOf(page),
      ...(page.url.startsWith('https:')
        ? { problems: mixedIn(page) }
        : { problems: [], gaps: [{ because: `${page.url} is not encrypted itself` }] }),
    })),
  fix: {
    minutes: 20,
    deliverable: 'dns-edge',
    steps: [
      'Write https:// (or a path without scheme) in those addresses; `upgrade-insecure-requests` in the Content-Security-Policy helps meanwhile.',
    ],
  },
  absentKey: 'domain',
});

function mixedIn({ url, mixed }: FrontPageData): readonly Problem[] {
  const of = (
    level: Problem['level'],
    key: string,
    addresses: readonly string[],
    effect: string,
  ): readonly Problem[] => {
    const shown = addresses.slice(0, EXAMPLES);
    if (shown.length === 0) return [];
    return [
      { level, key, what: `${url} loads without encryption ${shown.join(', ')}: ${effect}`, marks: shown },
    ];
  };
  return [
    ...of('fail', 'active', mixed.active, 'browsers refuse it.'),
    ...of(
      'advice',
      'passive',
      mixed.passive,
      'browsers try https instead, and show nothing where that fails.',
    ),
  ];
}
