import { describe, expect, it } from 'vitest';
import { defineCheck, gate, row, step, type CheckSpec } from '../auditor/src/core/check.ts';
import { decideEach, held } from '../auditor/src/core/verdict.ts';
import { AnonymousCall } from '../auditor/src/evidence/anonymous-call.ts';
import { PROFILES } from '../auditor/src/profiles/index.ts';
import { renderCheck, renderCheckIndex } from './render-checks.ts';
import { renderSource } from './sources.ts';

const tampered: CheckSpec<{ answers: typeof AnonymousCall }> = {
  id: 'authentication/tampered-token',
  decides: [gate('authentication'), row('authentication'), step('H2')],
  title: 'A token with a changed `sub` opens nothing',
  why: 'Anyone could write a token for <any> customer.',
  passes: 'Every route answers 401 or 403.',
  sources: [
    { article: 'team-handover', step: 2 },
    { owasp: 'API2:2023' },
    { cwe: 347 },
    { rfc: 8725, section: '3.1' },
    { cve: 'CVE-2026-39411' },
  ],
  needs: { answers: AnonymousCall },
  judge: ({ answers }) => decideEach(answers, () => held),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: ['Verify the signature.', 'Pin the algorithm.'],
    kits: ['jwt-verify'],
  },
  absentKey: 'tokens',
};

describe('renderCheck', () => {
  const text = renderCheck(defineCheck(tampered));

  it.each([
    ['title', '# A token with a changed `sub` opens nothing\n'],
    ['id', '`authentication/tampered-token`'],
    ['why, not as HTML', 'Anyone could write a token for &lt;any> customer.'],
    ['bound', '## Passes when\n\nEvery route answers 401 or 403.'],
    ['evidence', '- evidence of kind `anonymous-call`'],
    ['when it does not apply', '`absent: { tokens: … }`'],
    ['article', '- H2: Authentication boundary (AI tool startups, handover to a small team)'],
    ['fix', '1. Verify the signature.\n2. Pin the algorithm.'],
    ['effort', 'About 30 minutes'],
    ['kit', 'Ready-made files: `jwt-verify`'],
  ])('tells the %s', (_, expected) => {
    expect(text).toContain(expected);
  });

  it('tells where it counts, in every profile', () => {
    expect(text.split('\n').filter((line) => line.includes('`authentication`'))).toHaveLength(5);
    expect(text).toMatch(
      /\| team-handover \| `authentication` .* \| `authentication` .* \| `H2` .* \| {2}\|/,
    );
    expect(text).toMatch(/\| internal-ops \| `authentication` .* \| `authentication` .* \| {2}\| {2}\|/);
  });

  it('has no empty section and ends with one line break', () => {
    const bare = renderCheck(defineCheck({ ...tampered, decides: [], sources: [] }));
    expect(bare).not.toContain('## Where it counts');
    expect(bare).not.toContain('## Sources');
    expect(bare).not.toMatch(/\n{3}|\n\n$/);
  });
});

describe('renderCheckIndex', () => {
  it('lists checks by family, families in their order', () => {
    const wildcard = defineCheck({ ...tampered, id: 'cors/no-wildcard', title: 'No wildcard' });
    const text = renderCheckIndex([wildcard, defineCheck(tampered)]);
    expect(text).toContain('2 checks in 2 families');
    expect(text).toContain('- [No wildcard](cors/no-wildcard.md)');
    expect(text.indexOf('## authentication')).toBeLessThan(text.indexOf('## cors'));
    expect(text).not.toContain('## secrets');
  });
});

describe('renderSource', () => {
  it.each([
    [
      { owasp: 'API2:2023' },
      '[OWASP API2:2023](https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/)',
    ],
    [
      { owasp: 'API10:2023' },
      '[OWASP API10:2023](https://owasp.org/API-Security/editions/2023/en/0xaa-unsafe-consumption-of-apis/)',
    ],
    [
      { owasp: 'LLM06:2025' },
      '[OWASP LLM06:2025](https://genai.owasp.org/llmrisk/llm062025-excessive-agency/)',
    ],
    [{ owasp: 'API11:2023' }, 'OWASP API11:2023'],
    [{ owasp: 'the cheat sheet on sessions' }, 'OWASP the cheat sheet on sessions'],
    [{ cwe: 347 }, '[CWE-347](https://cwe.mitre.org/data/definitions/347.html)'],
    [{ rfc: 7519 }, '[RFC 7519](https://www.rfc-editor.org/rfc/rfc7519)'],
    [
      { rfc: 8725, section: '3.1' },
      '[RFC 8725, section 3.1](https://www.rfc-editor.org/rfc/rfc8725#section-3.1)',
    ],
    [{ cve: 'CVE-2026-39411' }, '[CVE-2026-39411](https://nvd.nist.gov/vuln/detail/CVE-2026-39411)'],
    [
      { cve: 'GHSA-gc3v-9whw-6wjh' },
      '[GHSA-gc3v-9whw-6wjh](https://github.com/advisories/GHSA-gc3v-9whw-6wjh)',
    ],
    [{ article: 'team-handover', step: 9 }, 'team-handover, step 9'],
  ])('%j', (source, expected) => {
    expect(renderSource(source, PROFILES)).toBe(expected);
  });
});
