import type { Gap, Problem } from './problem.ts';
import type { Zone } from './zone.ts';

/** The names that authorities answer to in CAA records, by the organisation in their certificates (CCADB). */
const AUTHORITIES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/let's encrypt|internet security research group/i, ['letsencrypt.org']],
  [/google trust services/i, ['pki.goog']],
  [
    /digicert|rapidssl|geotrust|thawte/i,
    ['digicert.com', 'digicert.ne.jp', 'symantec.com', 'geotrust.com', 'rapidssl.com', 'thawte.com'],
  ],
  [
    /sectigo|comodo|zerossl/i,
    ['sectigo.com', 'comodoca.com', 'comodo.com', 'usertrust.com', 'trust-provider.com'],
  ],
  [/amazon/i, ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com']],
  [/globalsign/i, ['globalsign.com']],
  [/godaddy|starfield/i, ['godaddy.com', 'starfieldtech.com']],
  [/entrust/i, ['entrust.net', 'affirmtrust.com']],
  [/ssl corp/i, ['ssl.com']],
  [/buypass/i, ['buypass.com', 'buypass.no']],
  [/actalis/i, ['actalis.it']],
];

/**
 * Whether the authority that issued the live certificate may issue the next one (RFC 8659): the records of the host itself or
 * of the nearest name above it that has any.
 */
export function analyseCaa(
  host: string,
  issuer: string,
  zone: Zone,
): { problems: readonly Problem[]; gaps: readonly Gap[] } {
  const labels = host.split('.');
  for (let cut = 0; cut < labels.length; cut += 1) {
    const name = labels.slice(cut).join('.');
    const look = zone.look(name, 'CAA');
    if (look.kind !== 'answered')
      return {
        problems: [],
        gaps: [{ because: look.kind === 'failed' ? look.because : `CAA of ${name} was not asked` }],
      };
    if (look.records.length === 0) continue;
    const issue = look.records.map(({ data }) => data).filter((data) => /^\d+ issue /i.test(data));
    if (issue.length === 0) return { problems: [], gaps: [] };
    const allowed = issue.map((data) => /^\d+ issue "\s*([^\s;"]*)/i.exec(data)?.[1]?.toLowerCase() ?? '');
    const known = AUTHORITIES.find(([pattern]) => pattern.test(issuer))?.[1];
    const fits = known?.some((one) => allowed.includes(one)) ?? allowed.some((one) => resembles(one, issuer));
    if (fits) return { problems: [], gaps: [] };
    const list = allowed.filter((one) => one !== '');
    const what = `CAA records of ${name} allow ${list.length === 0 ? 'no authority' : list.join(', ')} only; the certificate of ${host} comes from ${issuer}, which may not renew it.`;
    return {
      problems: [
        { level: 'advice', key: 'issuer', what, exchange: look.exchange, marks: allowed.filter(Boolean) },
      ],
      gaps: [],
    };
  }
  return { problems: [], gaps: [] };
}

/** An authority that we do not know: `example-ca.org` and `Example CA` are taken for the same. */
function resembles(domain: string, issuer: string): boolean {
  const [name = ''] = domain.split('.');
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return name !== '' && plain(issuer).includes(plain(name));
}
