import { expandMacros } from './spf-macro.ts';

type Qualifier = '+' | '-' | '~' | '?';

/** One term of a record (RFC 7208, 4.6.1). */
export type Term =
  | { readonly kind: 'all'; readonly qualifier: Qualifier; readonly text: string }
  | {
      readonly kind: 'include' | 'exists' | 'a' | 'mx' | 'ptr';
      readonly qualifier: Qualifier;
      /** As written, with macros; absent where it is the domain itself. */
      readonly domain?: string;
      readonly text: string;
    }
  | { readonly kind: 'ip'; readonly qualifier: Qualifier; readonly bits: number; readonly text: string }
  | { readonly kind: 'redirect'; readonly domain: string; readonly text: string }
  | { readonly kind: 'modifier'; readonly name: string; readonly text: string };

export type ParsedSpf =
  | { readonly kind: 'record'; readonly terms: readonly Term[] }
  | { readonly kind: 'wrong'; readonly term: string; readonly because: string };

/** True for a record of SPF: the version is the whole first word (RFC 7208, 4.5). */
export function isSpf(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

/** Reads a record. One wrong term makes the whole record an error (RFC 7208, 4.6). */
export function parseSpf(record: string): ParsedSpf {
  const terms: Term[] = [];
  for (const text of record.split(' ').slice(1)) {
    if (text === '') continue;
    const term = parseTerm(text);
    if (typeof term === 'string') return { kind: 'wrong', term: text, because: term };
    terms.push(term);
  }
  for (const name of ['redirect', 'exp']) {
    const twice = terms.filter((one) => one.kind === name || (one.kind === 'modifier' && one.name === name));
    // RFC 7208, 6: "These two modifiers MUST NOT appear in a record more than once each."
    const second = twice[1];
    if (second !== undefined)
      return { kind: 'wrong', term: second.text, because: `${name}= stands there twice` };
  }
  return { kind: 'record', terms };
}

const MODIFIER = /^([a-z][a-z0-9\-_.]*)=(.*)$/i;
const MECHANISM = /^([+\-~?]?)([a-z][a-z0-9\-_.]*)([:/].*)?$/i;

function parseTerm(text: string): Term | string {
  const modifier = MODIFIER.exec(text);
  if (modifier !== null) return parseModifier(text, (modifier[1] ?? '').toLowerCase(), modifier[2] ?? '');
  const mechanism = MECHANISM.exec(text);
  if (mechanism === null) return 'it is neither a mechanism nor a modifier';
  const [, sign, name = '', rest = ''] = mechanism;
  const qualifier = QUALIFIERS.find((one) => one === sign) ?? '+';
  return parseMechanism({ text, name: name.toLowerCase(), rest, qualifier });
}

const QUALIFIERS: readonly Qualifier[] = ['+', '-', '~', '?'];

function parseModifier(text: string, name: string, value: string): Term | string {
  if (name === 'redirect' || name === 'exp') {
    const because = problemOfDomain(value);
    if (because !== undefined) return because;
    return name === 'redirect' ? { kind: 'redirect', domain: value, text } : { kind: 'modifier', name, text };
  }
  // Unknown modifiers are ignored, but must be readable (RFC 7208, 6).
  if (value !== '' && expandMacros(value, ANY) === undefined) return 'its value is not readable';
  return { kind: 'modifier', name, text };
}

interface Written {
  readonly text: string;
  readonly name: string;
  readonly rest: string;
  readonly qualifier: Qualifier;
}

function parseMechanism({ text, name, rest, qualifier }: Written): Term | string {
  switch (name) {
    case 'all':
      return rest === '' ? { kind: 'all', qualifier, text } : '"all" takes no value';
    case 'ip4':
    case 'ip6': {
      const bits = rest.startsWith(':') ? networkBits(rest.slice(1), name) : undefined;
      return bits === undefined
        ? `${rest.slice(1)} is no ${name} network`
        : { kind: 'ip', qualifier, bits, text };
    }
    case 'include':
    case 'exists': {
      if (!rest.startsWith(':')) return `"${name}" needs a domain`;
      const because = problemOfDomain(rest.slice(1));
      return because ?? { kind: name, qualifier, domain: rest.slice(1), text };
    }
    case 'a':
    case 'mx':
    case 'ptr': {
      const cidr = name === 'ptr' ? '' : (/(?:\/\d+)?(?:\/\/\d+)?$/.exec(rest)?.[0] ?? '');
      const domain = rest.slice(0, rest.length - cidr.length);
      if (!hasCidr(cidr)) return `${cidr} is no prefix length`;
      if (domain === '') return { kind: name, qualifier, text };
      if (!domain.startsWith(':')) return 'the domain must follow a colon';
      return problemOfDomain(domain.slice(1)) ?? { kind: name, qualifier, domain: domain.slice(1), text };
    }
    default:
      return 'there is no such mechanism';
  }
}

const ANY = { domain: 'example.test', sender: 'example.test' };
/** A name ends in a label that is not a number, or in a macro (RFC 7208, 7.1: domain-end, toplabel). */
const TOP_LABEL = /\.(?:[a-z0-9]*[a-z][a-z0-9]*|[a-z0-9]+-[a-z0-9-]*[a-z0-9])\.?$/i;

function problemOfDomain(spec: string): string | undefined {
  if (spec === '') return 'the domain is missing';
  if (expandMacros(spec, ANY) === undefined) return 'the domain is not readable';
  return spec.endsWith('}') || TOP_LABEL.test(spec) ? undefined : `${spec} is no domain name`;
}

function hasCidr(text: string): boolean {
  const [, four, six] = /^(?:\/(\d+))?(?:\/\/(\d+))?$/.exec(text) ?? [];
  return isPrefix(four, 32) && isPrefix(six, 128);
}

function isPrefix(digits: string | undefined, most: number): boolean {
  return digits === undefined || (/^(?:0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= most);
}

function networkBits(text: string, family: 'ip4' | 'ip6'): number | undefined {
  const [, address = '', , digits] = /^([^/]*)(\/(.*))?$/.exec(text) ?? [];
  const most = family === 'ip4' ? 32 : 128;
  if (!isPrefix(digits, most)) return undefined;
  const fits = family === 'ip4' ? isIpv4(address) : isIpv6(address);
  return fits ? Number(digits ?? most) : undefined;
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return (
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
  );
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || text === '') return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const dotted = last.includes('.');
  if (dotted && !isIpv4(last)) return false;
  const plain = dotted ? groups.slice(0, -1) : groups;
  const count = plain.length + (dotted ? 2 : 0);
  return (
    plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) && (halves.length === 2 ? count <= 7 : count === 8)
  );
}
