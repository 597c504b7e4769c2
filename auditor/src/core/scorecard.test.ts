import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILES } from '../profiles/index.ts';
import { defineCheck, flag, gate, row, step, type CheckSpec, type Decides } from './check.ts';
import type { Profile } from './profile.ts';
import { score, ScorecardSchema, type Judged, type ScorecardRun } from './scorecard.ts';
import { notApplicable, verdict, type Status, type Verdict } from './verdict.ts';

const [b2b] = PROFILES;
if (b2b === undefined) throw new Error('there is no profile to test with');

/** A small article: two gates, of which one can be lifted; two rows; one step. */
const small: Profile = {
  ...b2b,
  questions: {},
  gates: [
    { id: 'authentication', title: 'No way past the login', bound: 'none' },
    { id: 'email-auth', title: 'Mail passes', bound: 'if mail is sent', unless: 'mail' },
  ],
  rows: b2b.rows.filter((one) => one.id === 'authentication' || one.id === 'cors'),
  steps: b2b.steps.filter((one) => one.id === 'B1'),
};

const login = [gate('authentication'), row('authentication'), step('B1')];
const mail = [gate('email-auth')];
const cors = [row('cors')];

describe('score', () => {
  it.each([
    ['all pass', 'pass', 'pass', 'pass', 'ready'],
    ['one fails', 'pass', 'pass', 'fail', 'not-ready'],
    ['fail beats unproven', 'unproven', 'fail', 'pass', 'not-ready'],
    ['a gate is open', 'unproven', 'pass', 'pass', 'not-proven'],
    ['a row is open', 'pass', 'pass', 'unproven', 'not-proven'],
    ['a row does not concern the target', 'pass', 'pass', 'not-applicable', 'ready'],
    ['a gate is said not to concern the target', 'not-applicable', 'pass', 'pass', 'not-proven'],
    ['nothing concerns the target', 'not-applicable', 'not-applicable', 'not-applicable', 'not-proven'],
  ] as const)('%s', (_, loginIs, mailIs, corsIs, expected) => {
    const card = audit([judged(login, loginIs), judged(mail, mailIs), judged(cors, corsIs)]);
    expect(card.verdict).toBe(expected);
  });

  it('never passes a place that no check looked at', () => {
    const card = audit([judged(login, 'pass'), judged(mail, 'pass')]);
    expect(card.verdict).toBe('not-proven');
    expect(card.rows[1]).toMatchObject({ id: 'cors', status: 'unproven', because: 'no check looked at it' });
    expect(card.headline).toBe('Not proven: could not decide CORS policy.');
  });

  it('leaves a place open when a question of it has no check yet, however many others pass', () => {
    const questions = { cors: [{ check: 'cors/preflight-cache', looksAt: 'how long a preflight is kept' }] };
    const passed = [judged(login, 'pass'), judged(mail, 'pass'), judged(cors, 'pass')];
    const scoreFor = (scope: readonly string[]) =>
      score({ profile: { ...small, questions }, judged: passed, scope, absent: {}, run: run(true) });
    expect(scoreFor([]).rows[1]).toMatchObject({
      status: 'unproven',
      because: 'no check looked at how long a preflight is kept',
    });
    expect(scoreFor(['cors']).verdict).toBe('not-proven');
    expect(scoreFor([passed[2]?.check.id ?? '']).verdict).toBe('ready');
  });

  it('leaves a place open when one of its checks is', () => {
    const card = audit([judged(login, 'pass'), judged(cors, 'pass'), judged(cors, 'unproven')]);
    expect(card.rows[1]).toMatchObject({ status: 'unproven', because: 'nothing was asked' });
  });

  it('says whose word a place rests on, and that it is a word', () => {
    const one = judged(cors, 'pass');
    const attested = ['Mara Lind on 2026-11-20, until 2027-02-18'];
    const said = { ...one, verdict: { ...one.verdict, attested } };
    const card = audit([judged(login, 'pass'), judged(mail, 'pass'), said]);
    expect(card.rows[1]).toMatchObject({
      status: 'pass',
      attested: ['Mara Lind on 2026-11-20, until 2027-02-18'],
    });
    expect(card.rows[0]).not.toHaveProperty('attested');
    expect(card.headline).toBe('Ready: 3 checks passed on evidence, 1 of them on somebody’s word.');
  });

  it.each([
    ['raised by a check that fails', 'fail', 'raised'],
    ['not seen where it passes', 'pass', 'not-seen'],
    ['open where it could not be decided', 'unproven', 'open'],
  ] as const)('shows a red flag as %s', (_, status, expected) => {
    const card = audit([judged([flag('B-flag-3')], status)]);
    expect(card.flags).toHaveLength(5);
    expect(card.flags.find((one) => one.id === 'B-flag-3')?.status).toBe(expected);
    expect(card.flags.find((one) => one.id === 'B-flag-4')).toMatchObject({ status: 'open' });
  });

  it.each([
    ['all troubles at once', 'fail', 'fail', 'raised'],
    ['one of them sound', 'fail', 'pass', 'not-seen'],
    ['one of them open', 'fail', 'unproven', 'open'],
  ] as const)('raises a flag about several troubles only with %s', (_, loginIs, corsIs, expected) => {
    const together = [['authentication'], ['cors']];
    const profile = { ...small, redFlags: [{ id: 'B-flag-9', text: 'All at once.', together }] };
    const all = [judged(login, loginIs), judged(mail, 'pass'), judged(cors, corsIs)];
    const card = score({ profile, judged: all, scope: [], absent: {}, run: run(true) });
    expect(card.flags).toMatchObject([{ id: 'B-flag-9', status: expected }]);
  });

  it('asks for the steps too', () => {
    const card = audit([
      judged([gate('authentication'), row('authentication')], 'pass'),
      judged(mail, 'pass'),
      judged(cors, 'pass'),
    ]);
    expect(card.verdict).toBe('not-proven');
    expect(card.headline).toBe('Not proven: could not decide Authentication on every onboarding endpoint.');
  });

  it('is never ready after a run that was cut short, but believes its proofs', () => {
    const passed = [judged(login, 'pass'), judged(mail, 'pass'), judged(cors, 'pass')];
    const card = audit(passed, { complete: false });
    expect(card.verdict).toBe('not-proven');
    expect(card.headline).toBe('Not proven: the run was cut short; nothing else is open.');
    expect(audit([...passed, judged(cors, 'fail')], { complete: false }).verdict).toBe('not-ready');
  });

  it('names what failed', () => {
    const card = audit([judged(login, 'fail'), judged(mail, 'pass'), judged(cors, 'fail')]);
    expect(card.headline).toBe(
      'Not ready: 2 checks failed with proof (Authenticated API access, CORS policy).',
    );
  });

  it('lets a check that stands nowhere in the profile fail it, but not hold it up', () => {
    const passed = [judged(login, 'pass'), judged(mail, 'pass'), judged(cors, 'pass')];
    const webhooks = [row('webhooks')];
    expect(audit([...passed, judged(webhooks, 'fail')]).verdict).toBe('not-ready');
    expect(audit([...passed, judged(webhooks, 'unproven')]).verdict).toBe('ready');
  });
});

describe('a gate that can be lifted', () => {
  const absent = { mail: 'no mail is sent' };
  it('is lifted by what the target says', () => {
    const card = audit([judged(login, 'pass'), judged(mail, 'unproven'), judged(cors, 'pass')], { absent });
    expect(card.gates[1]).toMatchObject({ status: 'not-applicable', because: 'no mail is sent' });
    expect(card.verdict).toBe('ready');
  });

  it('is not lifted by silence', () => {
    const card = audit([judged(login, 'pass'), judged(cors, 'pass')]);
    expect(card.gates[1]?.status).toBe('unproven');
  });

  it('is not lifted against a proof', () => {
    const card = audit([judged(login, 'pass'), judged(mail, 'fail'), judged(cors, 'pass')], { absent });
    expect(card.gates[1]?.status).toBe('fail');
  });
});

describe('with --only', () => {
  it('shows and asks only what the scope touches', () => {
    const card = audit([judged(cors, 'pass')], { scope: ['cors'] });
    expect(card).toMatchObject({ verdict: 'ready', gates: [], steps: [], scope: ['cors'] });
    expect(card.rows.map((one) => [one.id, one.status, one.because])).toEqual([['cors', 'pass', undefined]]);
    expect(card.headline).toBe('Ready within cors: 1 check passed on evidence.');
  });

  it('keeps a named row that no check looked at', () => {
    const card = audit([judged(cors, 'pass')], { scope: ['cors', 'authentication'] });
    expect(card.verdict).toBe('not-proven');
    expect(card.rows.find((one) => one.id === 'authentication')?.status).toBe('unproven');
  });

  it('is not ready within a name that nothing answers to', () => {
    const card = audit([judged(cors, 'pass')], { scope: ['cors', 'webhooks'] });
    expect(card.verdict).toBe('not-proven');
    expect(card.headline).toBe('Not proven within cors, webhooks: could not decide webhooks.');
  });

  it('counts a named check that stands nowhere in the profile', () => {
    const scope = ['cors/origin-allow-list'];
    expect(audit([judged([], 'unproven')], { scope }).verdict).toBe('not-proven');
    expect(audit([judged([], 'pass')], { scope }).verdict).toBe('ready');
  });

  it('says that a pass of a place beside the scope rests on a part of it', () => {
    const card = audit([judged([row('cors'), gate('authentication')], 'pass')], { scope: ['cors'] });
    expect(card.gates).toEqual([
      expect.objectContaining({
        id: 'authentication',
        status: 'pass',
        because: 'only the checks within the scope were asked',
      }),
    ]);
  });
});

describe('for any set of verdicts', () => {
  const places = PROFILES.flatMap((profile) => [
    ...profile.gates.map((one) => gate(one.id)),
    ...profile.rows.map((one) => row(one.id)),
    ...profile.steps.map((one) => step(one.id)),
  ]);
  const aStatus = fc.constantFrom<Status>('fail', 'unproven', 'pass', 'not-applicable');
  const aJudged = fc.tuple(fc.subarray(places), aStatus).map(([decides, status]) => judged(decides, status));
  const anything = {
    profile: fc.constantFrom(...PROFILES),
    judged: fc.array(aJudged, { maxLength: 12 }),
    scope: fc.array(fc.oneof(fc.constantFrom('cors', 'authentication', 'B1'), fc.string()), { maxLength: 2 }),
    absent: fc.dictionary(fc.constantFrom('mail', 'webhooks'), fc.string()),
    complete: fc.boolean(),
  };

  it('gives a scorecard that its schema accepts, and is ready only without fail or open place', () => {
    fc.assert(
      fc.property(fc.record(anything), ({ complete, ...input }) => {
        const card = score({ ...input, run: run(complete) });
        expect(ScorecardSchema.parse(card)).toEqual(card);
        if (card.verdict !== 'ready') return;
        const statuses = [...card.gates, ...card.rows, ...card.steps].map((one) => one.status);
        expect(complete && !statuses.includes('unproven') && !statuses.includes('fail')).toBe(true);
      }),
    );
  });

  it('is ready when all passed, and no longer once any one gate or row is open', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PROFILES), fc.nat(), (profile, pick) => {
        const asked = [
          ...profile.gates.map((one) => gate(one.id)),
          ...profile.rows.map((one) => row(one.id)),
          ...profile.steps.map((one) => step(one.id)),
        ];
        const outcome = (open: number) =>
          score({
            profile: { ...profile, questions: {} },
            judged: asked.map((one, index) => judged([one], index === open ? 'unproven' : 'pass')),
            scope: [],
            run: run(true),
            absent: {},
          }).verdict;
        expect(outcome(-1)).toBe('ready');
        expect(outcome(pick % asked.length)).toBe('not-proven');
      }),
    );
  });
});

interface Options {
  readonly scope?: readonly string[];
  readonly absent?: { readonly [key: string]: string };
  readonly complete?: boolean;
}

function audit(judged: readonly Judged[], { scope = [], absent = {}, complete = true }: Options = {}) {
  return score({ profile: small, judged, scope, absent, run: run(complete) });
}

function judged(decides: readonly Decides[], status: Status): Judged {
  return { check: defineCheck({ ...property, decides }), verdict: STANDING[status] };
}

const property: Omit<CheckSpec<{}>, 'decides'> = {
  id: 'cors/origin-allow-list',
  title: 'Only listed origins are allowed',
  why: 'Other sites could act for the customer.',
  passes: 'No answer allows an origin that was never listed.',
  sources: [{ cwe: 942 }],
  needs: {},
  judge: () => verdict({ decided: 0, undecided: [], findings: [] }),
  fix: { minutes: 20, deliverable: 'hardening', steps: ['List the origins.'] },
};

const STANDING: { readonly [S in Status]: Verdict } = {
  pass: verdict({ decided: 1, undecided: [], findings: [] }),
  unproven: verdict({ decided: 0, undecided: [], findings: [] }),
  'not-applicable': notApplicable('the product has none'),
  fail: verdict({
    decided: 1,
    undecided: [],
    findings: [
      {
        fingerprint: 'GET /api/me|reflected',
        check: 'cors/origin-allow-list',
        where: 'GET /api/me',
        what: 'An unknown origin may read the answer with cookies.',
        exhibits: [],
        certainty: 'proven',
        level: 'fail',
        cell: 'cors/me/evil',
      },
    ],
  }),
};

function run(complete: boolean): ScorecardRun {
  return {
    id: 'r1',
    version: '0.1.0',
    startedAt: '2026-11-23T09:00:00Z',
    complete,
    requests: 42,
    product: 'Acme Assist',
    target: 'https://app.example.com',
    leftBehind: [],
    notes: [],
  };
}
