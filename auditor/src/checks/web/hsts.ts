import { defineCheck } from '../../core/check.ts';
import { hstsProblems } from '../../domain/headers.ts';
import { FrontPage } from '../../evidence/front-page.ts';
import { judgeProblems } from '../problems.ts';
import { pageOf } from './page.ts';

export const hsts = defineCheck({
  id: 'web/hsts',
  decides: [],
  title: 'Browsers are told to stay with https',
  why: 'Without it, the first request of each visit goes out unencrypted wherever somebody types the address.',
  passes:
    'The first page sends Strict-Transport-Security with a max-age. Whatever is missing is advice: no article asks for it.',
  sources: [{ rfc: 6797, section: '6.1' }, { owasp: 'API8:2023' }, { cwe: 319 }],
  needs: { pages: FrontPage },
  judge: ({ pages }) =>
    judgeProblems(pages, (page) => {
      const { host, protocol } = new URL(page.url);
      // RFC 6797, 8.1: the header means nothing on an unencrypted answer.
      if (protocol !== 'https:')
        return { where: host, problems: [], gaps: [{ because: `${page.url} is not encrypted` }] };
      return { ...pageOf(page), problems: hstsProblems(host, page.headers) };
    }),
  fix: {
    minutes: 10,
    deliverable: 'edge-protection',
    steps: [
      'Send `Strict-Transport-Security: max-age=31536000; includeSubDomains` once every sub-domain has a certificate; begin with a small max-age.',
    ],
    kits: ['security-headers', 'edge'],
  },
  absentKey: 'domain',
});
