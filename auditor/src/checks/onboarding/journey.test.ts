import { describe, expect, test } from 'vitest';
import type { Journey, Stuck } from '../../core/journey.ts';
import type { JourneyRunsData, Pass } from '../../evidence/journey-runs.ts';
import { decideJourney } from './decide-journey.ts';

const STEPS = ['open /', 'fill Email', 'click Sign up', 'see Welcome'];

function gone(end: Journey['end'], change: Partial<Journey> = {}): Journey {
  const reached = end.kind === 'stuck' ? end.step : STEPS.length;
  return {
    journey: 'onboarding',
    device: 'desktop',
    browser: 'Chromium 153',
    steps: STEPS.slice(0, reached).map((what, index) => ({
      what,
      state: end.kind === 'stuck' && index === reached - 1 ? 'stuck' : 'done',
      durationMs: 100,
    })),
    end,
    screen: { url: 'https://app.test/', title: 'Acme', text: 'Welcome', says: [] },
    console: [],
    failed: [],
    notContacted: [],
    shots: [],
    durationMs: 400,
    ...change,
  };
}

const through = gone({ kind: 'finished' });
const stop = (how: Stuck, step = 3) =>
  gone({ kind: 'stuck', step, how, because: `it is ${how}`, marks: ['words'] });

/** The same, gone by a script of the owner's. */
function own(journey: Journey, width = 1280): Journey {
  const shot = { file: 'end.png', sha256: '', what: 'the end', width, height: 800 };
  return { ...journey, isScript: true, shots: [shot] };
}

function runs(
  journeys: readonly (Journey | undefined)[],
  change: Partial<JourneyRunsData> = {},
): JourneyRunsData {
  const passes = journeys.map((journey, index): Pass => ({
    exchange: `lane#${index + 1}`,
    address: index % 2 === 0 ? 'company' : 'plus',
    ...(journey === undefined ? { because: 'no Chrome was found' } : { journey }),
  }));
  return { journey: 'onboarding', device: 'desktop', wanted: 3, passes, ...change };
}

function decide(data: JourneyRunsData, ...others: readonly JourneyRunsData[]) {
  const decision = decideJourney(data, [data, ...others]);
  const said =
    decision.kind === 'undecided' ? decision.because : decision.kind === 'held' ? '' : decision.finding.what;
  return [decision.kind, said] as const;
}

describe('passes through the onboarding', () => {
  test.for<[name: string, given: JourneyRunsData, kind: string, said: string]>([
    ['all through', runs([through, through, through]), 'held', ''],
    ['one too few', runs([through, through]), 'undecided', 'only 2 of 3'],
    ['no browser', runs([undefined]), 'undecided', 'no Chrome was found'],
    [
      'nothing happens, twice',
      runs([stop('silent'), stop('silent')]),
      'broken',
      'stuck on desktop at step 3',
    ],
    [
      'an error page after two that went well',
      runs([through, stop('error-page'), stop('error-page')]),
      'broken',
      'it is error-page',
    ],
    [
      'stuck once and then through',
      runs([stop('silent'), through, through]),
      'undecided',
      '2 of 3 passes got to the end',
    ],
    ['stuck in two places', runs([stop('failed'), stop('failed', 2)]), 'undecided', 'at step 2'],
    [
      'not there for anybody',
      runs([stop('missing'), stop('missing')]),
      'undecided',
      'may be written wrongly',
    ],
    [
      'refused for everybody',
      runs([stop('refused'), stop('refused')]),
      'undecided',
      'may be written wrongly',
    ],
    [
      'no mail, and none known',
      runs([stop('no-mail'), stop('no-mail')]),
      'undecided',
      'whether any mail arrives',
    ],
    [
      'no mail, and another one came',
      runs([stop('no-mail'), stop('no-mail')], { mail: { arrived: true, exchange: 'lane#9' } }),
      'broken',
      'it is no-mail',
    ],
    [
      'refused with one kind of address',
      runs([through, stop('refused'), stop('refused')]),
      'broken',
      'a company address',
    ],
    [
      'the owner’s test fails, twice',
      runs([own(stop('test-failed')), own(stop('test-failed'))]),
      'broken',
      'Your own script, with an address of the Gmail kind (dots and a plus), stops on desktop at step 3',
    ],
    [
      'the owner’s script ends, twice',
      runs([own(stop('script-ended')), own(stop('script-ended'))]),
      'undecided',
      'the script itself may be wrong',
    ],
    [
      'the owner’s script ends where it went on before',
      runs([own(through), own(stop('script-ended')), own(stop('script-ended'))]),
      'broken',
      'it is script-ended',
    ],
    [
      'out of our reach',
      runs([gone({ kind: 'open', because: 'the page wanted cdn.test', add: 'network: …' })]),
      'undecided',
      'cdn.test',
    ],
  ])('%s', ([, given, kind, said]) => {
    const decided = decide(given);
    expect(decided[0]).toBe(kind);
    expect(decided[1]).toContain(said);
  });

  test('missing on one device and there on the other is proof', () => {
    const mobile = runs([stop('missing'), stop('missing')], { device: 'mobile' });
    expect(decide(mobile, runs([through, through, through]))[0]).toBe('broken');
    expect(decide(mobile, runs([stop('missing'), stop('missing')]))[0]).toBe('undecided');
  });

  test('a script that opens the same window for a phone has not tried one', () => {
    const [wide, narrow] = [own(through, 1280), own(through, 1170)];
    const desktop = runs([wide, wide, wide]);
    const mobile = (...journeys: readonly Journey[]) => runs(journeys, { device: 'mobile' });
    expect(decide(mobile(narrow, narrow, narrow), desktop)[0]).toBe('held');
    expect(decide(mobile(wide, wide, wide), desktop)).toEqual([
      'undecided',
      expect.stringContaining('1280 pixels wide on both devices'),
    ]);
    expect(decide(desktop, mobile(wide, wide, wide))[0]).toBe('held');
  });

  test('that only addresses with a plus were tried is told', () => {
    const { passes, ...rest } = runs([through, through, through]);
    const tagged = { ...rest, passes: passes.map((one) => ({ ...one, address: 'tagged' as const })) };
    expect(decide(tagged)).toEqual(['advice', expect.stringContaining('mail.address')]);
  });

  test('complaints that stopped nobody are told', () => {
    const noisy = gone(
      { kind: 'finished' },
      { console: ['Uncaught x is not a function'], failed: ['GET /a.png: 404'] },
    );
    expect(decide(runs([through, noisy, through]))).toEqual([
      'advice',
      'Nobody was stopped, and the browser complains on the way: Uncaught x is not a function and 1 more.',
    ]);
  });
});
