import { describe, expect, test } from 'vitest';
import { readyInput, sampleInput } from './fixtures/sample.ts';
import { noPaint } from './paint.ts';
import { renderTerminal } from './terminal.ts';
import { columns } from './text/width.ts';

const plain = (width: number) => renderTerminal(sampleInput, { paint: noPaint, width });

describe('the sample', () => {
  test.each([
    ['the verdict', 'NOT READY'],
    ['what blocks it', '- Failed: No critical way past the login (gate)'],
    [
      'what to do first',
      '1. Verify the signature and the algorithm before reading any claim. (about 30 min)',
    ],
    ['a status in words', '✓ Passed         The API answers quickly'],
    ['the proof between quotes', '"email":"ana@acme.example",»"role":"owner"«}'],
    ['a header that is the proof', 'access-control-allow-origin: »https://launch-ready.invalid«'],
    ['who asked what', "│ bea's attack: GET /api/conversations/cnv_01J9Z2 as bea → 200"],
    ['how to see it again', 'See it again: npx launch-ready replay 2026-11-03-k4tz '],
    ['the fix', 'Fix (about 1 h 30 min)'],
    ['what is suspected', 'dist/assets/app-4f1c.js:1:20311 · Probable, not proven'],
    ['what to add', '      logs: [./logs/app.log]'],
    ['what was left behind', '- conversation cnv_01J9ZK of ana: DELETE answered 500'],
    ['what the exit code means', 'Exit code 1: at least one check failed with proof.'],
  ])('shows %s', (_, text) => {
    expect(plain(120)).toContain(text);
  });

  test.each([32, 40, 80, 100, 120])('keeps text within %i columns', (width) => {
    const copied = /launch-ready replay|^ {6}\S|^ {8}\S/u;
    const lines = plain(width)
      .split('\n')
      .filter((line) => !copied.test(line));
    expect(lines.length).toBeGreaterThan(80);
    for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(width);
  });

  test('has no escape code without colours', () => {
    expect(plain(80)).not.toContain('\u001b');
  });

  test('says the same with colours as without', () => {
    const ink = (text: string) => `⟦${text}⟧`;
    const paint = { bold: ink, dim: ink, red: ink, green: ink, yellow: ink, cyan: ink, inverse: ink };
    const painted = renderTerminal(sampleInput, { paint, width: 100 });
    expect(painted.replaceAll(/[⟦⟧]/gu, '')).toBe(plain(100));
  });
});

test('a ready product is told so in few lines', () => {
  const text = renderTerminal(readyInput, { paint: noPaint, width: 100 });
  expect(text).toContain('READY');
  expect(text).toContain('Exit code 0');
  expect(text).not.toContain('Do this first');
  expect(text.split('\n').length).toBeLessThan(45);
});

test('a long list is cut and says so', () => {
  const { scorecard } = sampleInput;
  const checks = scorecard.checks.map((check) => ({
    ...check,
    findings: check.findings.flatMap((finding) =>
      Array.from({ length: 48 }, (_, at) => ({ ...finding, fingerprint: `${finding.fingerprint}${at}` })),
    ),
  }));
  const text = renderTerminal(
    { ...sampleInput, scorecard: { ...scorecard, checks } },
    { paint: noPaint, width: 100 },
  );
  expect(text).toContain('and 37 more: see the HTML report');
  expect(text.split('\n').length).toBeLessThan(400);
});

test('within a scope the verdict says so', () => {
  const scorecard = { ...readyInput.scorecard, scope: ['cors', 'csrf'] };
  expect(renderTerminal({ ...readyInput, scorecard }, { paint: noPaint, width: 80 })).toContain(
    'READY within cors, csrf',
  );
});
