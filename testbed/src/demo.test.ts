import { expect, it } from 'vitest';
import { flawById } from '../flaws/flaw-by-id.ts';
import { judgeDemo } from './demo/judge-demo.ts';
import type { Scorecard } from './scorecard.ts';

type Check = Scorecard['checks'][number];

const FLAW = flawById('login-unlimited');

function scorecard(verdict: Scorecard['verdict'], ...checks: readonly Check[]): Scorecard {
  const run = { id: 'run', complete: true, requests: 100, leftBehind: [], notes: [] };
  return { verdict, headline: '', run, gates: [], checks: [...checks] };
}

function check(status: Check['status'], decided = 1): Check {
  const finding = { what: 'Nobody counts.', where: 'login', certainty: 'proven', level: 'fail' } as const;
  const findings = status === 'fail' ? [finding] : [];
  return { id: 'limits/login', title: 'Guessing passwords is throttled', status, decided, findings };
}

const problems = (sound: Scorecard, flawed: Scorecard) =>
  judgeDemo({ scorecard: sound }, { scorecard: flawed }, [FLAW]).problems;

it('is content when the sound product is ready and the flaw is proven on the other', () => {
  const [sound, flawed] = [scorecard('ready', check('pass')), scorecard('not-ready', check('fail'))];
  expect(problems(sound, flawed)).toEqual([]);
  expect(judgeDemo({ scorecard: sound }, { scorecard: flawed }, [FLAW]).flaws).toMatchObject([
    { proof: 'Nobody counts.' },
  ]);
});

it.each<[string, Scorecard, Scorecard]>([
  ['the sound product fails', scorecard('not-ready', check('fail')), scorecard('not-ready', check('fail'))],
  [
    'the sound product is not ready',
    scorecard('not-proven', check('unproven')),
    scorecard('not-ready', check('fail')),
  ],
  [
    'nothing was asked of the sound product',
    scorecard('ready', check('pass', 0)),
    scorecard('not-ready', check('fail')),
  ],
  ['the flaw is not found', scorecard('ready', check('pass')), scorecard('ready', check('pass'))],
])('complains when %s', (_, sound, flawed) => {
  expect(problems(sound, flawed)).not.toEqual([]);
});
