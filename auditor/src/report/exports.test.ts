import { describe, expect, test } from 'vitest';
import { readyInput, sampleInput } from './fixtures/sample.ts';
import { renderJson, scorecardJsonSchema, ScorecardFileSchema } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderSarif } from './sarif.ts';

describe('json', () => {
  test('fits its schema and carries each cited exchange once', () => {
    const file = ScorecardFileSchema.parse(JSON.parse(renderJson(sampleInput)));
    expect(file.exchanges?.map((one) => one.id)).toEqual([...sampleInput.exchanges.keys()].sort());
    expect(file.verdict).toBe('not-ready');
  });

  test('leaves the exchanges out when asked to', () => {
    expect(JSON.parse(renderJson(sampleInput, { withExchanges: false }))).not.toHaveProperty('exchanges');
  });

  test('has a JSON Schema', () => {
    const schema: unknown = JSON.parse(scorecardJsonSchema());
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: { verdict: { enum: ['ready', 'not-ready', 'not-proven'] } },
    });
  });
});

describe('sarif', () => {
  const log = JSON.parse(renderSarif(sampleInput));
  const [run] = log.runs;

  test('has a rule for each check and a result for each finding', () => {
    expect(run.tool.driver.rules).toHaveLength(16);
    expect(run.results).toHaveLength(12);
    for (const result of run.results) expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
  });

  test('puts proof before suspicion before advice', () => {
    const levels: readonly string[] = run.results.map((result: { readonly level: string }) => result.level);
    expect([...new Set(levels)]).toEqual(['error', 'warning', 'note']);
  });

  test.each([
    ['GET /api/me', { artifactLocation: { uri: 'api/me' }, region: { startLine: 1 } }],
    [
      'dist/assets/app-4f1c.js:1:20311',
      { artifactLocation: { uri: 'dist/assets/app-4f1c.js' }, region: { startLine: 1, startColumn: 20311 } },
    ],
    [
      'GET /api/conversations/{conversationId}',
      { artifactLocation: { uri: 'api/conversations/%7BconversationId%7D' }, region: { startLine: 1 } },
    ],
  ])('places %s', (where, location) => {
    const found = run.results.find(
      (result: {
        readonly locations: readonly {
          readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
        }[];
      }) => result.locations[0]?.logicalLocations[0]?.fullyQualifiedName === where,
    );
    expect(found.locations[0].physicalLocation).toEqual(location);
  });

  test('keeps its fingerprints from run to run', () => {
    const scorecard = { ...sampleInput.scorecard, run: { ...sampleInput.scorecard.run, id: 'another' } };
    const again = JSON.parse(renderSarif({ ...sampleInput, scorecard })).runs[0];
    const prints = (results: readonly { readonly partialFingerprints: unknown }[]) =>
      results.map((one) => one.partialFingerprints);
    expect(prints(again.results)).toEqual(prints(run.results));
  });

  test('tells what stayed unproven as notifications', () => {
    expect(run.invocations[0].toolExecutionNotifications).toHaveLength(5);
  });
});

describe('junit', () => {
  const xml = renderJunit(sampleInput);

  test('counts unproven as an error and not applicable as skipped', () => {
    expect(xml).toContain('tests="16" failures="4" errors="5" skipped="1" time="401.000"');
    expect(xml.match(/<failure /gu)).toHaveLength(4);
    expect(xml.match(/<error /gu)).toHaveLength(5);
    expect(xml.match(/<skipped /gu)).toHaveLength(1);
    expect(xml.match(/<testcase /gu)).toHaveLength(16);
  });

  test('escapes what it quotes', () => {
    expect(xml).toContain('Nobody reads another tenant');
    expect(xml).not.toMatch(/&(?!amp;|lt;|gt;|quot;)/u);
  });
});

describe('markdown', () => {
  test('is short enough for a pull request and says what counts', () => {
    const text = renderMarkdown(sampleInput);
    expect(text.length).toBeLessThan(10_000);
    expect(text).toContain('## Not ready');
    expect(text).toContain('Refuse `alg: none`.');
    expect(text).toContain('`npx launch-ready replay 2026-11-03-k4tz ');
  });

  test('neither mentions people nor links nor breaks its table', () => {
    const { scorecard } = readyInput;
    const rows = scorecard.rows.map((row) => ({
      ...row,
      title: '@octocat | #12 https://evil.example `x` <b>',
    }));
    const text = renderMarkdown({ ...readyInput, scorecard: { ...scorecard, rows } });
    expect(text).not.toMatch(/@octocat|#12|https:\/\/|<b>/u);
    expect(text).toContain(
      String.raw`&#64;octocat \| &#35;12 https:&#47;&#47;evil.example &#96;x&#96; &lt;b&gt;`,
    );
  });
});
