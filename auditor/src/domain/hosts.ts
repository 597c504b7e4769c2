import type { Gap, Problem } from './problem.ts';
import type { Zone } from './zone.ts';

interface Report {
  readonly problems: readonly Problem[];
  readonly gaps: readonly Gap[];
}

/** An alias that leads to a name which does not exist: whoever registers that name may serve the host. */
export function analyseAlias(host: string, zone: Zone): Report {
  const look = zone.look(host, 'A');
  if (look.kind !== 'answered') return { problems: [], gaps: gapOf(look, host) };
  const last = look.aliases.at(-1);
  if (last === undefined || look.records.length > 0) return { problems: [], gaps: [] };
  const end = zone.look(last.data, 'AAAA');
  if (end.kind !== 'answered') return { problems: [], gaps: gapOf(end, last.data) };
  if (end.records.length > 0) return { problems: [], gaps: [] };
  const gone = look.exists ? 'has no address' : 'does not exist';
  const what = `${host} is an alias of ${last.data}, which ${gone}: the record is a leftover. If others can register that name, they can show their pages under yours. That they can is not proven here.`;
  return {
    problems: [{ level: 'advice', key: 'dangling', what, exchange: look.exchange, marks: [last.data] }],
    gaps: [],
  };
}

/** SERVFAIL that goes away when nobody checks signatures: the domain does not exist for resolvers that do (RFC 4035, 5.5). */
export function analyseSignatures(domain: string, zone: Zone): Report {
  const checked = zone.look(domain, 'A');
  if (checked.kind !== 'failed')
    return { problems: [], gaps: checked.kind === 'unasked' ? gapOf(checked, domain) : [] };
  const unchecked = zone.look(domain, 'A', true);
  if (unchecked.kind !== 'answered') return { problems: [], gaps: [{ because: checked.because }] };
  const what = `The DNSSEC signatures of ${domain} are wrong: resolvers that check them (those of Google, Cloudflare, Quad9 and many providers) answer that the name fails, and the product is gone for their users.`;
  const exhibits = [
    { exchange: checked.exchange, role: 'with signatures checked', marks: ['SERVFAIL'] },
    { exchange: unchecked.exchange, role: 'without', marks: [] },
  ];
  return { problems: [{ level: 'fail', key: 'bogus', what, marks: [], exhibits }], gaps: [] };
}

function gapOf(look: { readonly kind: string; readonly because?: string }, name: string): readonly Gap[] {
  return [{ because: look.because ?? `${name} was not asked` }];
}
