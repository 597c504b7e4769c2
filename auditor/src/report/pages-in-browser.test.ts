import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyInput, hostileInput } from './fixtures/extremes.ts';
import { knownProduct, unknownProduct } from './fixtures/handover.ts';
import { installed, openReader, troublesOf, type Reader } from '../io/fixtures/reader.ts';
import { sampleChecks } from './fixtures/checks.ts';
import { sampleJourneys } from './fixtures/journeys.ts';
import { readyInput, sampleInput, sampleMatrix } from './fixtures/sample.ts';
import { packHtml } from './handover/pack-html.ts';
import { handoverPack } from './handover/pack.ts';
import { renderHtml } from './html.ts';
import { planHtml } from './launch/plan-html.ts';
import { planLaunch } from './launch/plan.ts';
import { renderOutsideHtml } from './outside/html.ts';
import { buyerSheet } from './public/buyer.ts';
import { questionnaireSheet } from './public/questionnaire.ts';
import { sheetHtml } from './public/sheet-html.ts';
import { trustSheet } from './public/trust.ts';

const input = { ...sampleInput, matrix: sampleMatrix };
const outside = {
  address: 'acme.example',
  version: '0.1.0',
  startedAt: '2026-11-28T09:00:00.000Z',
  milliseconds: 4_200,
  requests: 31,
  results: sampleInput.scorecard.checks,
  checks: Object.values(sampleChecks),
  facts: [{ term: 'Mail is taken by', text: 'mx.acme.example' }],
  exchanges: sampleInput.exchanges,
};
const TEAM = { people: 2, hoursPerDay: 8 };

const REPORTS = {
  'report of a sample': renderHtml({ ...input, journeys: sampleJourneys }),
  'report that says ready': renderHtml(readyInput),
  'empty report': renderHtml(emptyInput),
  'hostile report': renderHtml(hostileInput),
};
const PAPERS = {
  'summary for a buyer': sheetHtml(buyerSheet(input)),
  'trust page': sheetHtml(trustSheet(input)),
  questionnaire: sheetHtml(questionnaireSheet(input)),
  plan: planHtml(planLaunch(input, TEAM)),
  'hand-over': packHtml(handoverPack({ ...knownProduct, report: input })),
  'hand-over of nothing known': packHtml(handoverPack(unknownProduct)),
  'look from outside': renderOutsideHtml(outside),
  'hostile summary': sheetHtml(buyerSheet(hostileInput)),
  'hostile plan': planHtml(planLaunch(hostileInput, TEAM)),
  'hostile hand-over': packHtml(handoverPack({ ...knownProduct, report: hostileInput })),
};

const PAGES = { ...REPORTS, ...PAPERS };

describe.skipIf(!installed.ok)('every page', { timeout: 60_000 }, () => {
  let reader: Reader;

  beforeAll(async () => {
    reader = await openReader(PAGES);
  }, 60_000);

  afterAll(() => reader.close());

  test.each(
    Object.keys(PAGES).flatMap((name) => [[name, 'light', 1280] as const, [name, 'dark', 360] as const]),
  )('%s reads well, %s, %i px', async (name, colorScheme, width) => {
    const { rules, troubles } = await troublesOf(reader, name, colorScheme, width);
    // A page that axe found nothing to look at on was not read.
    expect(rules).toBeGreaterThan(name in REPORTS ? 15 : 10);
    expect(troubles).toEqual([]);
  });
});
