import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_ANSWER, type Exchange } from '../core/exchange.ts';
import { ScorecardSchema, type Scorecard } from '../core/scorecard.ts';
import { STATUSES } from '../core/verdict.ts';
import { diffScorecards, renderDiff } from './diff.ts';
import { sampleInput } from './fixtures/sample.ts';
import { renderHtml } from './html.ts';
import type { ReportInput } from './input.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { ACCESS_STATES } from './matrix.ts';
import { noPaint } from './paint.ts';
import { renderSarif } from './sarif.ts';
import { renderTerminal } from './terminal.ts';

/** What a hostile product would answer with. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</script><script>alert(1)//',
    '</style><script src=//evil.example></script>',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    '<!--<script>',
    ']]></failure><!--',
    '\u001b[2J\u001b]0;owned\u0007',
    'user\u202etxt.exe\u2066',
    'a\0b\ud800',
    '`|\n\n# heading @octocat',
    '{"deep":"zqv7kd3m9xw2htr5"}',
    'constructor',
    '__proto__',
    'x'.repeat(5_000),
  ),
);

const EXCHANGES = ['e1', 'e2', 'gone'];
const status = fc.constantFrom(...STATUSES);
const count = fc.integer({ min: 0, max: 9 });
const few = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 4 });

const finding = fc.record({
  fingerprint: hostile,
  check: hostile,
  where: hostile,
  what: hostile,
  exhibits: few(fc.record({ exchange: fc.constantFrom(...EXCHANGES), role: hostile, marks: few(hostile) })),
  certainty: fc.constantFrom('proven' as const, 'probable' as const),
  level: fc.constantFrom('fail' as const, 'advice' as const),
  cell: hostile,
});

const check = fc.record(
  {
    id: fc.oneof(hostile, fc.constantFrom('cors/origin-allow-list', 'authorization/object-read')),
    title: hostile,
    status,
    decided: count,
    undecided: few(
      fc.record({ cell: hostile, because: hostile, add: hostile }, { requiredKeys: ['cell', 'because'] }),
    ),
    findings: few(finding),
    because: hostile,
  },
  { requiredKeys: ['id', 'title', 'status', 'decided', 'undecided', 'findings'] },
);

const place = fc.record(
  { id: hostile, title: hostile, status, because: hostile, checks: few(hostile) },
  { requiredKeys: ['id', 'title', 'status', 'checks'] },
);

const scorecard: fc.Arbitrary<Scorecard> = fc.record({
  schema: fc.constant(1 as const),
  run: fc.record(
    {
      id: hostile,
      version: hostile,
      startedAt: hostile,
      finishedAt: hostile,
      complete: fc.boolean(),
      requests: count,
      product: hostile,
      target: fc.oneof(hostile, fc.constant('https://api.example.com')),
      leftBehind: few(hostile),
      notes: few(hostile),
    },
    {
      requiredKeys: [
        'id',
        'version',
        'startedAt',
        'complete',
        'requests',
        'product',
        'target',
        'leftBehind',
        'notes',
      ],
    },
  ),
  profile: fc.constant('b2b-onboarding' as const),
  scope: few(hostile),
  verdict: fc.constantFrom('ready' as const, 'not-ready' as const, 'not-proven' as const),
  headline: hostile,
  gates: few(place),
  rows: few(place),
  steps: few(place),
  flags: few(
    fc.record({
      id: hostile,
      text: hostile,
      status: fc.constantFrom('raised' as const, 'not-seen' as const, 'open' as const),
      because: hostile,
      checks: few(hostile),
    }),
  ),
  checks: few(check),
});

const exchange = (id: string): fc.Arbitrary<Exchange> =>
  fc.record({
    id: fc.constant(id),
    lane: hostile,
    as: hostile,
    request: fc.record(
      {
        method: hostile,
        url: fc.oneof(hostile, fc.webUrl()),
        headers: fc.dictionary(hostile, hostile, { maxKeys: 3 }),
        body: hostile,
      },
      { requiredKeys: ['method', 'url', 'headers'] },
    ),
    outcome: fc.oneof(
      fc.record({
        kind: fc.constant('answer' as const),
        status: fc.integer({ min: 100, max: 599 }),
        headers: fc.dictionary(hostile, hostile, { maxKeys: 3 }),
        body: hostile,
        bytes: count,
        truncated: fc.boolean(),
        canaries: few(hostile),
      }),
      fc.record({
        kind: fc.constant('no-answer' as const),
        reason: fc.constantFrom(...NO_ANSWER),
        message: hostile,
      }),
    ),
    startedMs: fc.nat(),
    durationMs: fc.nat(),
  });

const accessRow = fc.record({
  operation: hostile,
  identity: hostile,
  relation: hostile,
  state: fc.constantFrom(...ACCESS_STATES),
  because: hostile,
});

const input: fc.Arbitrary<ReportInput> = fc.record({
  scorecard,
  exchanges: fc
    .tuple(exchange('e1'), exchange('e2'))
    .map((some) => new Map(some.map((one) => [one.id, one]))),
  checks: fc.constant(sampleInput.checks),
  profile: fc.constant(sampleInput.profile),
  runPath: hostile,
  matrix: few(accessRow),
  reports: few(hostile),
});

const screen = { paint: noPaint, width: 80 };

/** A control character other than a line break, a bidirectional control, or half a pair. */
const TREACHEROUS = /(?![\n\t])[\p{Cc}\p{Cs}\p{Bidi_Control}]/u;

describe('whatever a valid scorecard holds', () => {
  test('the scorecards of this test are valid', () => {
    fc.assert(
      fc.property(scorecard, (one) => {
        expect(ScorecardSchema.safeParse(one).success).toBe(true);
      }),
    );
  });

  test('the HTML page has one script, its own, and nothing that came from outside is markup', () => {
    const elements =
      /<(?!\/?(?:a|article|b|body|br|button|caption|code|dd|details|div|dl|dt|footer|h[1-5]|head|header|html|input|label|li|link|main|mark|meta|nav|ol|p|path|pre|rect|section|span|style|sub|summary|svg|symbol|table|tbody|td|th|thead|title|tr|ul|use|defs|script|wbr)[\s>/]|!doctype html>)/u;
    fc.assert(
      fc.property(input, (one) => {
        const page = renderHtml(one);
        expect(page.match(/<script/gu)).toHaveLength(1);
        const content = page.replace(/<script>[^]*<\/script>/u, '').replace(/<style>[^]*<\/style>/u, '');
        expect(content).not.toMatch(elements);
        expect(content.replaceAll(/"[^"]*"/gu, '')).not.toMatch(/<[^>]*\son\w+=/u);
        expect(page).not.toMatch(TREACHEROUS);
      }),
    );
  });

  test('the terminal gets no control character', () => {
    fc.assert(
      fc.property(input, fc.integer({ min: 1, max: 300 }), (one, width) => {
        expect(renderTerminal(one, { paint: noPaint, width })).not.toMatch(TREACHEROUS);
      }),
    );
  });

  test('a difference gets no control character', () => {
    fc.assert(
      fc.property(scorecard, scorecard, (a, b) => {
        expect(renderDiff(diffScorecards(a, b), screen)).not.toMatch(TREACHEROUS);
      }),
    );
  });

  test('JUnit stays XML: no stray bracket, no character that XML forbids', () => {
    fc.assert(
      fc.property(input, (one) => {
        const xml = renderJunit(one);
        expect(xml).not.toMatch(TREACHEROUS);
        expect(xml).not.toMatch(
          /<(?!\/?(?:testsuites|testsuite|testcase|failure|error|skipped)[\s>/]|\?xml )/u,
        );
        expect(xml).not.toMatch(/&(?!(?:amp|lt|gt|quot);)/u);
      }),
    );
  });

  test('SARIF and JSON stay JSON', () => {
    fc.assert(
      fc.property(input, (one) => {
        expect(JSON.parse(renderSarif(one))).toHaveProperty('version', '2.1.0');
        expect(JSON.parse(renderJson(one))).toHaveProperty('schema', 1);
      }),
    );
  });

  test('Markdown holds no tag but its own', () => {
    fc.assert(
      fc.property(input, (one) => {
        const outsideCode = renderMarkdown(one).replaceAll(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/gu, '');
        expect(outsideCode).not.toMatch(/<(?!br>|\/?sub>|!-- launch-ready -->)[a-z!]/u);
      }),
    );
  });
});
