import type { FrontPageData } from '../../evidence/front-page.ts';
import type { Analysed } from '../problems.ts';

/** Where findings about the first page belong, and the exchange that shows them. */
export function pageOf({ url, exchange }: FrontPageData): Omit<Analysed, 'problems'> {
  return { where: new URL(url).host, gaps: [], exhibits: [{ exchange, role: 'the first page', marks: [] }] };
}
