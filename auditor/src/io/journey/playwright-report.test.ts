import { describe, expect, it, test } from 'vitest';
import { readPlaywright } from './playwright-report.ts';

/** As Playwright 1.65 writes it, without what is not read. */
function report(tests: readonly object[], errors: readonly string[] = []): object {
  return {
    config: { version: '1.65.1', argv: ['node', 'playwright', 'test'] },
    suites: [{ title: 'a.spec.js', file: 'a.spec.js', specs: [], suites: [{ title: 'more', specs: tests }] }],
    errors: errors.map((message) => ({ message, stack: message })),
    stats: { expected: 0, skipped: 0, unexpected: 0, flaky: 0 },
  };
}

interface Given {
  readonly title?: string;
  readonly status?: string;
  readonly errors?: readonly string[];
  readonly steps?: readonly object[];
  readonly more?: readonly object[];
}

function testOf({
  title = 'signs up',
  status = 'expected',
  errors = [],
  steps = [],
  more = [],
}: Given): object {
  const result = {
    status: status === 'expected' ? 'passed' : status === 'skipped' ? 'skipped' : 'failed',
    duration: 4312,
    errors: errors.map((message) => ({ message })),
    steps,
    retry: 0,
    attachments: [
      { name: 'screenshot', contentType: 'image/png', path: '/results/end.png' },
      { name: 'error-context', contentType: 'text/markdown', path: '/results/error-context.md' },
    ],
  };
  return {
    title,
    ok: status === 'expected',
    tests: [{ projectName: '', status, results: [result, ...more] }],
  };
}

const RED = '\u001B[31m';
const PLAIN = '\u001B[39m';
const NOT_VISIBLE = `Error: expect(${RED}locator${PLAIN}).toBeVisible() failed\n\nLocator: getByText('Welcome')\nExpected: visible\nTimeout: 3000ms\nError: element(s) not found\n\nCall log:\n  - Expect "toBeVisible" with timeout 3000ms\n  - waiting for getByText('Welcome')\n\n\n  10 |   });\n> 12 |   await expect(page.getByText('Welcome')).toBeVisible();\n     |         ^\n    at /a/a.spec.js:12:127`;

test('steps of a test are told with their times, and the last picture', () => {
  const steps = [
    { title: 'open the first page', duration: 812 },
    { title: 'fill in the form', duration: 1624.6, steps: [{ title: 'press it', duration: 225 }] },
  ];
  expect(readPlaywright(report([testOf({ steps })]))).toEqual({
    version: '1.65.1',
    steps: [
      { what: 'open the first page', state: 'done', durationMs: 812 },
      { what: 'fill in the form', state: 'done', durationMs: 1625 },
    ],
    end: { kind: 'finished' },
    pictures: [{ contentType: 'image/png', path: '/results/end.png' }],
  });
});

test('tests without steps are one step each, and of many tests each step says whose it is', () => {
  const run = readPlaywright(
    report([testOf({}), testOf({ title: 'asks', steps: [{ title: 'the bot', duration: 5 }] })]),
  );
  expect(run?.steps.map(({ what }) => what)).toEqual(['signs up', 'asks: the bot']);
});

describe('a test that fails', () => {
  const steps = [
    { title: 'open', duration: 500 },
    { title: 'see', duration: 3000, error: { message: NOT_VISIBLE } },
  ];

  it('is stuck where its step failed, in words without colours and source', () => {
    const run = readPlaywright(
      report([testOf({ status: 'unexpected', errors: [NOT_VISIBLE], steps }), testOf({})]),
    );
    expect(run?.steps.map(({ state }) => state)).toEqual(['done', 'stuck']);
    expect(run?.end).toMatchObject({
      kind: 'stuck',
      step: 2,
      how: 'test-failed',
      because:
        "expect(locator).toBeVisible() failed, Locator: getByText('Welcome'), Expected: visible, Timeout: 3000ms, Error: element(s) not found, at last: waiting for getByText('Welcome')",
    });
  });

  it('is stuck as well when a second try went better', () => {
    const run = readPlaywright(
      report([testOf({ status: 'flaky', errors: [NOT_VISIBLE], steps, more: [{ status: 'passed' }] })]),
    );
    expect(run?.end).toMatchObject({ kind: 'stuck', step: 2 });
  });

  it('is stuck after its steps when none of them failed', () => {
    const run = readPlaywright(
      report([testOf({ status: 'unexpected', errors: [NOT_VISIBLE], steps: steps.slice(0, 1) })]),
    );
    expect(run?.steps.map(({ what, state }) => [what, state])).toEqual([
      ['open', 'done'],
      ['signs up', 'stuck'],
    ]);
  });

  it.each([
    [
      'Test timeout of 3000ms exceeded.\nError: locator.click: Test timeout of 3000ms exceeded.',
      'test-failed',
    ],
    ['TimeoutError: page.fill: Timeout 500ms exceeded.', 'test-failed'],
    ['Error: expect(page).toHaveURL(expected) failed', 'test-failed'],
    ['Error: expect(received).toBe(expected) // Object.is equality', 'script-ended'],
    ['Error: page.goto: net::ERR_CONNECTION_REFUSED at http://127.0.0.1:4/', 'script-ended'],
    ["Error: browserType.launch: Failed to launch chromium because executable doesn't exist", 'script-ended'],
    ['Error: browser.newContext: viewport.width: expected integer, got float NaN', 'script-ended'],
    ['TimeoutError: page.goto: Timeout 30000ms exceeded.', 'script-ended'],
    ['Error: no mail came', 'script-ended'],
    ['Test timeout of 2000ms exceeded.', 'script-ended'],
    ['', 'script-ended'],
  ])('says whether the page or the script is meant: %s', (message, how) => {
    const run = readPlaywright(report([testOf({ status: 'unexpected', errors: [message] })]));
    expect(run?.end).toMatchObject({ kind: 'stuck', how, because: expect.stringMatching(/./) });
  });
});

test.each([
  ['no test', report([], ['Error: No tests found']), 'Playwright says: No tests found'],
  ['nothing at all', report([]), 'Playwright ran no test: it found none'],
  [
    'skipped tests only',
    report([testOf({ status: 'skipped' })]),
    'Playwright ran no test: all 1 were skipped',
  ],
  ['trouble around the tests', report([testOf({})], ['Error: teardown']), 'Playwright says: teardown'],
])('%s is no pass', (_, given, because) => {
  expect(readPlaywright(given)?.end).toEqual({ kind: 'open', because });
});

test.each([null, [], {}, { suites: 3 }, { numTotalTests: 0 }])('%j is no report', (given) => {
  expect(readPlaywright(given)).toBeUndefined();
});
