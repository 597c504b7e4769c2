import type { Source } from '../auditor/src/core/check.ts';
import type { Profile } from '../auditor/src/core/profile.ts';

/** OWASP API Security Top 10, 2023. */
const API_2023 = [
  'broken-object-level-authorization',
  'broken-authentication',
  'broken-object-property-level-authorization',
  'unrestricted-resource-consumption',
  'broken-function-level-authorization',
  'unrestricted-access-to-sensitive-business-flows',
  'server-side-request-forgery',
  'security-misconfiguration',
  'improper-inventory-management',
  'unsafe-consumption-of-apis',
];

/** OWASP Top 10 for LLM applications, 2025, as the project's own addresses have it. */
const LLM_2025 = [
  'llm01-prompt-injection',
  'llm022025-sensitive-information-disclosure',
  'llm032025-supply-chain',
  'llm042025-data-and-model-poisoning',
  'llm052025-improper-output-handling',
  'llm062025-excessive-agency',
  'llm072025-system-prompt-leakage',
  'llm082025-vector-and-embedding-weaknesses',
  'llm092025-misinformation',
  'llm102025-unbounded-consumption',
];

/** A source as Markdown, with a link to where it can be read. */
export function renderSource(source: Source, profiles: readonly Profile[]): string {
  if ('article' in source) return article(source.article, source.step, profiles);
  if ('owasp' in source) return link(`OWASP ${source.owasp}`, owaspAddress(source.owasp));
  if ('cwe' in source) {
    return link(`CWE-${source.cwe}`, `https://cwe.mitre.org/data/definitions/${source.cwe}.html`);
  }
  if ('rfc' in source) return rfc(source.rfc, source.section);
  return link(source.cve, advisoryAddress(source.cve));
}

function article(id: string, number: number, profiles: readonly Profile[]): string {
  const profile = profiles.find((one) => one.id === id);
  const step = profile?.steps[number - 1];
  if (profile === undefined || step === undefined) return `${id}, step ${number}`;
  return `${step.id}: ${step.title} (${profile.audience}, ${profile.goal})`;
}

function owaspAddress(id: string): string | undefined {
  const [, list, digits, year] = /^([A-Z]+)(\d+):(\d{4})$/.exec(id) ?? [];
  const number = Number(digits);
  if (list === 'API' && year === '2023') {
    const slug = API_2023[number - 1];
    const place = `0xa${number.toString(16)}`;
    return slug && `https://owasp.org/API-Security/editions/2023/en/${place}-${slug}/`;
  }
  if (list === 'LLM' && year === '2025') {
    const slug = LLM_2025[number - 1];
    return slug && `https://genai.owasp.org/llmrisk/${slug}/`;
  }
  if (list === 'ASI') {
    return 'https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/';
  }
  return undefined;
}

function rfc(number: number, section: string | undefined): string {
  const page = `https://www.rfc-editor.org/rfc/rfc${number}`;
  if (section === undefined) return link(`RFC ${number}`, page);
  return link(`RFC ${number}, section ${section}`, `${page}#section-${section}`);
}

/** Some flaws have a GitHub advisory and no CVE number. */
function advisoryAddress(id: string): string | undefined {
  if (id.startsWith('CVE-')) return `https://nvd.nist.gov/vuln/detail/${id}`;
  return id.startsWith('GHSA-') ? `https://github.com/advisories/${id}` : undefined;
}

function link(text: string, address: string | undefined): string {
  return address === undefined ? text : `[${text}](${address})`;
}
