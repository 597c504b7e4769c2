import { readFileSync } from 'node:fs';
import ajv from 'ajv-draft-04';
import * as z from 'zod';
import { describe, expect, test } from 'vitest';
import { emptyInput, hostileInput, largeInput } from './fixtures/extremes.ts';
import { finding, readyInput, sampleInput } from './fixtures/sample.ts';
import type { ReportInput } from './input.ts';
import { renderSarif } from './sarif.ts';

/** The schema of the standard, as SchemaStore publishes it (Apache-2.0). */
const schema: unknown = JSON.parse(
  readFileSync(new URL('./fixtures/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'),
);
const validate = new ajv.default({
  strict: false,
  allErrors: true,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(z.record(z.string(), z.unknown()).parse(schema));

const LogSchema = z.object({
  runs: z.array(
    z.object({
      tool: z.object({ driver: z.object({ rules: z.array(z.object({ id: z.string() }).loose()) }) }),
      invocations: z.array(
        z.object({
          toolExecutionNotifications: z.array(
            z.object({ message: z.object({ text: z.string() }), properties: z.unknown() }),
          ),
        }),
      ),
      results: z.array(
        z.object({ ruleId: z.string(), partialFingerprints: z.record(z.string(), z.string()) }).loose(),
      ),
    }),
  ),
});

function runOf(input: ReportInput) {
  const [run] = LogSchema.parse(JSON.parse(renderSarif(input))).runs;
  if (run === undefined) throw new Error('the log has no run');
  return run;
}

describe('the standard’s own schema', () => {
  test.each([
    ['the sample', sampleInput],
    ['a ready product', readyInput],
    ['a run in which nothing was asked', emptyInput],
    ['a product that answers with markup', hostileInput],
    ['two thousand findings', largeInput],
  ])('accepts the report of %s', (_, input) => {
    validate(JSON.parse(renderSarif(input)));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('would refuse another log', () => {
    expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
    expect(validate({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
  });
});

test('every rule that code scanning shows has a help text with its fix', () => {
  const { results, tool } = runOf(sampleInput);
  const found = new Set(results.map((one) => one.ruleId));
  for (const rule of tool.driver.rules.filter((one) => found.has(one.id)))
    expect(rule).toMatchObject({ help: { text: expect.stringContaining('Fix (about') } });
});

test('what stayed open says why, and what to add', () => {
  const [invocation] = runOf(sampleInput).invocations;
  const texts = (invocation?.toolExecutionNotifications ?? []).map((one) => one.message.text);
  const burst = texts.find((text) => text.includes('bursts need identities of their own'));
  expect(burst).toContain('Add: identities:\n  bob: { tenant: acme');
});

test('a waived failure is a suppressed result, an expired waiver is none', () => {
  const [check, ...others] = sampleInput.scorecard.checks;
  if (check === undefined) throw new Error('the sample has no check');
  const waived = { owner: 'Mara', reason: 'behind the VPN', expires: '2026-12-31' };
  const broken = finding({ check: check.id, where: 'GET /', what: 'read', exhibits: [], cell: 'c' });
  const findings = [false, true].map((expired) => ({ ...broken, waived: { ...waived, expired } }));
  const scorecard = { ...sampleInput.scorecard, checks: [{ ...check, findings }, ...others] };
  expect(runOf({ ...sampleInput, scorecard }).results.slice(0, 2)).toMatchObject([
    { suppressions: [{ status: 'accepted', justification: expect.stringContaining('Mara') }] },
    { suppressions: [{ status: 'rejected' }] },
  ]);
});

test('the likely cause in the source is a place to look at', () => {
  const [check, ...others] = sampleInput.scorecard.checks;
  const [first] = check?.findings ?? [];
  if (check === undefined || first === undefined) throw new Error('the sample has no finding');
  const because = [{ file: 'src/notes.ts', line: 42, what: 'no owner in the query' }];
  const scorecard = {
    ...sampleInput.scorecard,
    checks: [{ ...check, findings: [{ ...first, because }] }, ...others],
  };
  expect(runOf({ ...sampleInput, scorecard }).results[0]).toMatchObject({
    message: { text: expect.stringContaining('In the source, src/notes.ts:42: no owner in the query') },
    relatedLocations: expect.arrayContaining([
      expect.objectContaining({
        physicalLocation: { artifactLocation: { uri: 'src/notes.ts' }, region: { startLine: 42 } },
      }),
    ]),
  });
});
