import { defineCheck } from '../../core/check.ts';
import { headerProblems } from '../../domain/headers.ts';
import { FrontPage } from '../../evidence/front-page.ts';
import { judgeProblems } from '../problems.ts';
import { pageOf } from './page.ts';

export const securityHeaders = defineCheck({
  id: 'web/security-headers',
  decides: [],
  title: 'The first page tells browsers what to refuse',
  why: 'Headers are the second line behind escaping: they stop the script that got through.',
  passes:
    'The first page was read. Headers that are missing on an HTML page are advice: no article asks for them.',
  sources: [{ owasp: 'API8:2023' }, { cwe: 693 }],
  needs: { pages: FrontPage },
  judge: ({ pages }) =>
    judgeProblems(pages, (page) => ({
      ...pageOf(page),
      problems: headerProblems(new URL(page.url).host, page.headers),
    })),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Begin with `Content-Security-Policy-Report-Only`, read what it reports, then enforce it; name who may frame the pages in `frame-ancestors`.',
      'Send `X-Content-Type-Options: nosniff` everywhere.',
    ],
    kits: ['security-headers'],
  },
  absentKey: 'domain',
});
