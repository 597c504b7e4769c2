import { describe, expect, test } from 'vitest';
import { emptyInput, LARGE_COUNT, largeInput } from './fixtures/extremes.ts';
import { readyInput, sampleInput, sampleMatrix } from './fixtures/sample.ts';
import { renderHtml } from './html.ts';
import { sha256Base64 } from './html/sha256.ts';

const page = renderHtml({ ...sampleInput, matrix: sampleMatrix });

/** As a reader sees it: our templates' line breaks are no content. */
const flat = page.replaceAll(/\s+/gu, ' ');

describe('the sample', () => {
  test.each([
    ['the question and the verdict', '</span >Not ready'],
    ['what to do first', 'Verify the signature and the algorithm before reading any claim.'],
    ['minutes', 'about 1 h 30 min'],
    ['the proof, marked', '<mark>&quot;role&quot;:&quot;owner&quot;</mark>'],
    ['what to add', '>logs: [./logs/app.log]</pre'],
    ['the words behind a row', 'Data of one company shows up at another, and the launch is over.'],
    ['the access matrix', 'Got in'],
    ['what was left behind', 'conversation cnv_01J9ZK of ana: DELETE answered 500'],
  ])('shows %s', (_, text) => {
    expect(flat).toContain(text);
  });

  test('loads nothing', () => {
    expect(page).not.toMatch(/<(?:link|script|img|iframe|object|embed)[^>]+(?:src|href)="(?!data:)/u);
    expect(page).not.toMatch(/@import|url\(/u);
  });

  test('allows exactly its own script and style', () => {
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/u.exec(page)?.[1] ?? '';
    for (const element of ['script', 'style']) {
      const content = new RegExp(`<${element}>([^]*?)</${element}>`, 'u').exec(page)?.[1] ?? '';
      expect(content.length).toBeGreaterThan(500);
      expect(policy).toContain(`${element}-src &#39;sha256-${sha256Base64(content)}&#39;`);
    }
    expect(page).not.toMatch(/\sstyle="|\son\w+="/u);
  });

  test('has one h1, and no id twice', () => {
    expect(page.match(/<h1[ >]/gu)).toHaveLength(1);
    const ids = [...page.matchAll(/\sid="([^"]*)"/gu)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(40);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).not.toContain('');
  });

  test('every link inside the page leads somewhere', () => {
    const targets = [...page.matchAll(/href="#([^"]+)"/gu)].map((match) => match[1]);
    expect(targets.length).toBeGreaterThan(15);
    for (const target of new Set(targets)) expect(page).toContain(`id="${target}"`);
  });
});

test('headings never skip a level', () => {
  const levels = [...page.matchAll(/<h([1-6])[ >]/gu)].map((match) => Number(match[1]));
  for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
});

test('a ready product is told to launch; without rows there is no matrix', () => {
  const ready = renderHtml(readyInput);
  expect(ready).toContain('Launch. Then keep looking');
  expect(ready).not.toContain('id="access"');
});

test('a run that was cut short is never told to launch', () => {
  const { scorecard } = readyInput;
  const run = { ...scorecard.run, complete: false };
  const cut = renderHtml({ ...readyInput, scorecard: { ...scorecard, verdict: 'not-proven', run } });
  expect(cut).toContain('cut short');
  expect(cut).not.toContain('Launch. Then');
});

test('what is linked is there', () => {
  const [finding] = sampleInput.scorecard.checks.flatMap((check) => check.findings);
  const advice =
    finding === undefined ? [] : [{ ...finding, certainty: 'probable', level: 'advice' } as const];
  const checks = readyInput.scorecard.checks.map((check) => ({ ...check, findings: advice }));
  const advised = { ...readyInput, scorecard: { ...readyInput.scorecard, checks } };
  expect(renderHtml(advised)).toContain('href="#advice"');
  for (const input of [sampleInput, readyInput, emptyInput, advised]) {
    const page = renderHtml(input);
    const anchors = new Set([...page.matchAll(/ id="([^"]+)"/gu)].map((match) => match[1]));
    const links = [...page.matchAll(/ href="#([^"]+)"/gu)].map((match) => match[1]);
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  }
});

test('two thousand findings with large answers stay a page', () => {
  const large = renderHtml(largeInput);
  expect(largeInput.scorecard.checks[0]?.findings).toHaveLength(LARGE_COUNT);
  expect(large.length).toBeLessThan(3_000_000);
  expect(large).toMatch(/and\s+[\d,]+ more findings\s+in scorecard\.json/u);
});

test('a run in which nothing was asked says so, and has no empty tables', () => {
  const empty = renderHtml(emptyInput);
  expect(empty.match(/cut short/gu)).toHaveLength(1);
  expect(empty).toContain('no check looked at it');
  expect(empty).not.toContain('id="access"');
  expect(empty).not.toMatch(/<tbody>\s*<\/tbody>/u);
});
