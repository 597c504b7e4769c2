import { expect, it } from 'vitest';
import { flawById } from '../flaws/flaw-by-id.ts';
import { judgeDemo } from './demo/judge-demo.ts';
import { judgeMended } from './demo/judge-mended.ts';
import { kitsIn } from './demo/mend.ts';
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

const PRINTED = `Run 20261130-1: 2 checks failed with proof; 1 kits follow. Built with Hono, seen in package.json.

rate-limit, for limits/login, limits/chat
  wrote security/rate-limit.mjs
  security/adapter.mjs was there already
  Nothing changes before you do this:
    import { rateLimit } from './security/rate-limit.mjs';
`;

it('reads which kits were written, and for what', () => {
  expect(kitsIn(PRINTED)).toEqual([
    {
      id: 'rate-limit',
      checks: ['limits/login', 'limits/chat'],
      files: ['security/rate-limit.mjs', 'security/adapter.mjs'],
    },
  ]);
});

const other = (status: Check['status']): Check => ({ ...check(status), id: 'authorization/read-object' });
const EXPECTED = { mended: ['limits/login'], left: ['authorization/read-object'] };

function afterKits(before: Scorecard, after: Scorecard, kits = kitsIn(PRINTED)) {
  return judgeMended({ scorecard: before }, { scorecard: after }, kits, EXPECTED);
}

const flawed = scorecard('not-ready', check('fail'), other('fail'));

it('is content when the kits mended what they are for, and nothing else changed', () => {
  expect(afterKits(flawed, scorecard('not-ready', check('pass'), other('fail')))).toMatchObject({
    fixed: [{ kits: ['rate-limit'] }],
    left: [{ proof: 'Nobody counts.', kits: [] }],
    problems: [],
  });
});

it.each<[string, Scorecard]>([
  ['a kit mended nothing', scorecard('not-ready', check('fail'), other('fail'))],
  ['a kit left nothing to ask', scorecard('not-ready', check('unproven'), other('fail'))],
  ['something got well by itself', scorecard('ready', check('pass'), other('pass'))],
  [
    'a kit broke something',
    scorecard('not-ready', check('pass'), other('fail'), { ...check('fail'), id: 'logging/request-id' }),
  ],
])('complains when %s', (_, after) => {
  expect(afterKits(flawed, after).problems).not.toEqual([]);
});

it('complains when a failure went away and no kit is for it', () => {
  const after = scorecard('not-ready', check('pass'), other('fail'));
  expect(afterKits(flawed, after, []).problems).toEqual(['limits/login holds now, and no kit is for it.']);
});
