import { describe, expect, it } from 'vitest';
import { defineCheck, gate, row, step, type CheckSpec } from '../auditor/src/core/check.ts';
import { notApplicable } from '../auditor/src/core/verdict.ts';
import { PROFILES, profileById } from '../auditor/src/profiles/index.ts';
import { renderCoverage } from './render-coverage.ts';

const b2b = profileById('b2b-onboarding');

describe('renderCoverage', () => {
  it('has a line for everything that every article asks for', () => {
    const lines = renderCoverage(PROFILES, [])
      .split('\n')
      .filter((line) => line.endsWith('| *not yet* |'));
    const asked = PROFILES.map(
      ({ gates, rows, steps, redFlags }) =>
        gates.length +
        rows.length +
        steps.length +
        // The others are decided by rows that fail together, whatever checks there are.
        redFlags.filter(({ together }) => together === undefined).length,
    );
    expect(lines).toHaveLength(asked.reduce((sum, count) => sum + count, 0));
    expect(lines).toContain(
      '| red flag | `B-flag-5` `console.log` is all the logging there is. | *not yet* |',
    );
  });

  it('links the checks that decide a place', () => {
    const text = renderCoverage([b2b], [check([row('cors'), step('B5')])]);
    const line = '[cors/origin-allow-list](checks/cors/origin-allow-list.md) |';
    expect(text).toContain(`| row | \`cors\` CORS policy | ${line}`);
    expect(text).toContain(`| step | \`B5\` CORS and browser access | ${line}`);
    expect(text).not.toContain('asked for by no article');
  });

  it('tells a gate from a row of the same name', () => {
    const text = renderCoverage([b2b], [check([gate('authentication')])]);
    expect(text).toMatch(/\| gate \| `authentication` .* \| \[cors/);
    expect(text).toMatch(/\| row \| `authentication` .* \| \*not yet\* \|/);
  });

  it('adds up, first of all', () => {
    const text = renderCoverage([b2b], [check([row('cors'), gate('secrets'), row('secrets')])]);
    expect(text).toContain(
      '| [b2b-onboarding](#b2b-onboarding) | 1 of 11 | 2 of 10 | 0 of 6 | 0 of 5 | 3 of 32 |',
    );
    expect(text).toContain('| **together** | 1 of 11 | 2 of 10 | 0 of 6 | 0 of 5 | 3 of 32 |');
  });

  it('knows a red flag by its id, and counts it', () => {
    const text = renderCoverage([b2b], [check([step('B-flag-4')])]);
    expect(text).toMatch(/\| red flag \| `B-flag-4` .* \| \[cors/);
  });

  it('names places that no article has', () => {
    const text = renderCoverage(PROFILES, [check([row('cros'), row('cors')])]);
    expect(text).toContain('| [cors/origin-allow-list](checks/cors/origin-allow-list.md) | row | `cros` |');
    expect(text).not.toContain('| row | `cors` |');
  });
});

function check(decides: CheckSpec<{}>['decides']) {
  return defineCheck({
    id: 'cors/origin-allow-list',
    decides,
    title: 'Only listed origins are allowed',
    why: 'Other sites could act for the customer.',
    passes: 'No answer allows an origin that was never listed.',
    sources: [{ cwe: 942 }],
    needs: {},
    judge: () => notApplicable('the product has no API'),
    fix: { minutes: 20, deliverable: 'hardening', steps: ['List the origins.'] },
  });
}
