import { describe, expect, test } from 'vitest';
import { onboardingJourney } from '../checks/onboarding/journey.ts';
import { JourneyRuns } from '../evidence/journey-runs.ts';
import { findBrowser } from '../io/browser/find.ts';
import { rehearse } from '../io/rehearsal.ts';
import { journey } from './journey.ts';
import { kioskTarget, openKiosk, type KioskWeakness } from './strangers/kiosk.ts';

const found = await findBrowser();

test('has a browser wherever system tests are asked for', () => {
  expect(found.ok || process.env['SYSTEM_TESTS'] !== '1').toBe(true);
});

async function judged(...weaknesses: readonly KioskWeakness[]) {
  const { serve } = openKiosk(...weaknesses);
  const rehearsed = await rehearse({ probe: journey, serve, target: kioskTarget, operations: [] });
  const missing = rehearsed.results.flatMap(({ cell, result }) =>
    result.kind === 'undecided' ? [{ cell, because: result.because }] : [],
  );
  const runs = { evidence: rehearsed.evidence, missing };
  const data = rehearsed.evidence.map((one) => JourneyRuns.schema.parse(one.data));
  return { ...rehearsed, data, verdict: onboardingJourney.judge({ runs }) };
}

describe.skipIf(!found.ok)('a product of another style', { timeout: 120_000 }, () => {
  test('lets everybody through on both devices, and what was made is listed', async () => {
    const { verdict, data, leftBehind } = await judged();
    expect(verdict).toMatchObject({ status: 'pass', decided: 2, findings: [] });
    expect(data.map((one) => one.passes.map(({ journey: gone }) => gone?.end.kind))).toEqual([
      ['finished', 'finished', 'finished'],
      ['finished', 'finished', 'finished'],
    ]);
    expect(leftBehind).toHaveLength(6);
    expect(JSON.stringify(data)).not.toMatch(/Lr7!/);
  });

  test.for<[weakness: KioskWeakness, devices: number, said: RegExp]>([
    ['notice-off-screen', 1, /mobile at step 2.*Accept all.*beyond the right edge/],
    ['server-fails', 2, /step 5.*POST \/begin: 500/],
    ['plus-refused', 2, /dots and a plus.*This is no address/],
    ['button-does-nothing', 2, /nothing happens on the screen after click "get started"/],
  ])('%s stops somebody', async ([weakness, devices, said]) => {
    const { verdict } = await judged(weakness);
    expect(verdict.status).toBe('fail');
    expect(verdict.findings).toHaveLength(devices);
    expect(verdict.findings[0]?.what).toMatch(said);
  });

  test('a mail that does not come is left open where no other one is known to', async () => {
    const { verdict } = await judged('mail-never-sent');
    expect(verdict.status).toBe('unproven');
    expect(verdict.undecided[0]?.because).toMatch(
      /no mail came.*whether any mail arrives there is not known/,
    );
  });
});
