import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defineCheck, row } from './core/check.ts';
import { defineEvidence } from './core/evidence.ts';
import { TargetSchema } from './core/target.ts';
import { decideEach, held, undecided } from './core/verdict.ts';
import { gather, judge, planAudit, type Answered, type Parts } from './engine.ts';
import { gathered, type CellResult, type Probe, type RunnableCell } from './io/probe.ts';
import { THRESHOLDS } from './profiles/thresholds.ts';
import type { World } from './io/world.ts';

const Door = defineEvidence('door', z.object({ shut: z.boolean() }));
const Header = defineEvidence('header', z.object({ name: z.string() }));

const doors = defineCheck({
  ...texts(),
  id: 'authentication/doors',
  decides: [row('authentication')],
  needs: { doors: Door },
  judge: ({ doors }) => decideEach(doors, ({ shut }) => (shut ? held : undecided('it stood ajar'))),
});
const headers = defineCheck({
  ...texts(),
  id: 'logging/headers',
  decides: [row('logging')],
  needs: { headers: Header },
  judge: ({ headers }) => decideEach(headers, () => held),
});

function texts() {
  return {
    title: 'a claim',
    why: 'a reason',
    passes: 'a criterion',
    sources: [],
    fix: { minutes: 5, deliverable: 'hardening' as const, steps: ['do it'] },
  };
}

function cell(id: string, run: () => Promise<CellResult>): RunnableCell {
  return {
    id,
    probe: 'doors',
    title: `is ${id} shut?`,
    identities: [],
    phase: 'reads',
    effect: 'read',
    cost: { requests: 1, tokens: 0, mails: 0 },
    yields: ['door'],
    run,
  };
}

const shut = () => Promise.resolve(gathered(Door.of({ shut: true })));

function partsWith(...cells: readonly RunnableCell[]): Parts {
  const probe: Probe = { id: 'doors', yields: ['door'], plan: () => ({ cells, leftOut: [] }) };
  const observer = { id: 'headers', yields: ['header'], traffic: ['doors'], see: () => [] };
  return { checks: [doors, headers], probes: [probe], observers: [observer] };
}

const target = TargetSchema.parse({ schema: 1, app: 'http://127.0.0.1:1' });
const context = {
  target,
  operations: [],
  texts: {},
  thresholds: THRESHOLDS,
  profile: 'b2b-onboarding',
} as const;

async function run(parts: Parts, only: readonly string[] = []) {
  const planned = planAudit(parts, { ...context, only });
  const answered: Answered[] = [];
  await gather({
    cells: planned.cells,
    world: nowhere,
    concurrency: 2,
    modelTokens: 0,
    mails: 0,
    onPhase: () => Promise.resolve(),
    onStart: () => undefined,
    onAnswer: (one) => answered.push(one),
    stopped: () => false,
  });
  return { planned, answered };
}

/** The cells of these tests ask nobody. */
const nowhere: World = {
  seed: 'seed',
  prefix: '',
  exchange: () => Promise.reject(new Error('nobody is asked')),
  resolve: () => Promise.reject(new Error('nobody is asked')),
  handshake: () => Promise.reject(new Error('nobody is asked')),
  browse: () => Promise.reject(new Error('nobody is asked')),
  login: () => Promise.resolve({ kind: 'failed', because: 'nobody is there', trouble: true }),
  forge: () => Promise.resolve({ kind: 'impossible', reason: 'no-session', because: 'nobody is there' }),
  shapeOf: () => Promise.resolve({ kind: 'none' }),
  scan: () => Promise.resolve({ kind: 'failed', because: 'nothing is there' }),
  readPapers: () => Promise.resolve({ readOn: '', papers: [] }),
  readLogs: () => Promise.resolve({ kind: 'failed', because: 'nothing is there' }),
  readEnvironments: () => Promise.resolve({ stages: [], unread: [] }),
  checkout: () => Promise.resolve(undefined),
  command: () => Promise.resolve({ kind: 'refused', because: 'nothing is there' }),
  listen: () => Promise.resolve({ kind: 'failed', because: 'nobody is there' }),
  heard: () => Promise.resolve([]),
  mailMark: () => Promise.resolve({ kind: 'unreachable', because: 'nobody is there' }),
  mail: () => Promise.resolve({ kind: 'none', because: 'nobody is there' }),
  plant: () => undefined,
  journal: () => () => undefined,
  owe: () => undefined,
  settle: () => undefined,
  sleep: () => Promise.resolve(),
};

describe('planAudit', () => {
  it('asks what the selected checks need, and nothing else', () => {
    const parts = partsWith(cell('front', shut));
    expect(planAudit(parts, { ...context, only: ['authentication'] }).plan.cells).toHaveLength(1);
    expect(planAudit(parts, { ...context, only: ['cors'] }).plan.cells).toEqual([]);
  });

  it('makes the traffic that an observer reads along with', () => {
    const { plan } = planAudit(partsWith(cell('front', shut)), { ...context, only: ['logging'] });
    expect(plan.checks).toEqual(['logging/headers']);
    expect(plan.cells.map((one) => one.id)).toEqual(['front']);
  });
});

describe('gather and judge', () => {
  it('waits for a model and goes on with the rest meanwhile', async () => {
    const begun: string[] = [];
    const slow = Promise.withResolvers<CellResult>();
    const note = (id: string, answer: Promise<CellResult>) =>
      cell(id, () => {
        begun.push(id);
        return answer;
      });
    const talks = ['talk 1', 'talk 2'].map((id) => ({ ...note(id, slow.promise), waits: true }));
    const calls = ['call 1', 'call 2'].map((id) => note(id, shut()));
    const done = run(partsWith(...calls, ...talks));
    await expect.poll(() => begun).toEqual(['talk 1', 'call 1', 'call 2', 'talk 2']);
    slow.resolve(await shut());
    expect((await done).answered).toHaveLength(4);
  });

  it('lets one failing cell sink nothing', async () => {
    const broken = cell('back', () => Promise.reject(new Error('a slip of ours')));
    const { planned, answered } = await run(partsWith(cell('front', shut), broken));
    const [verdict] = judge({ planned, answered, observed: [], absent: {} }).map((one) => one.verdict);
    expect(verdict).toMatchObject({ status: 'unproven', decided: 1 });
    expect(verdict?.undecided).toEqual([
      { cell: 'back', because: 'launch-ready failed here: a slip of ours' },
    ]);
  });

  it('leaves open what was never answered, and what is not well formed', async () => {
    const odd = cell('side', () => Promise.resolve(gathered({ kind: 'door', data: { shut: 'perhaps' } })));
    const { planned, answered } = await run(partsWith(cell('front', shut), odd));
    const first = answered.filter((one) => one.cell !== 'front');
    const [verdict] = judge({ planned, answered: first, observed: [], absent: {} }).map((one) => one.verdict);
    expect(verdict?.status).toBe('unproven');
    expect(verdict?.undecided.map((one) => one.cell).sort()).toEqual(['front', 'side']);
  });

  it('takes the silence of a cell that looks for more than was listed for no open question', async () => {
    const extra = { ...cell('attic', () => Promise.resolve(gathered())), extra: true };
    const { planned, answered } = await run(partsWith(cell('front', shut), extra));
    const [verdict] = judge({ planned, answered, observed: [], absent: {} }).map((one) => one.verdict);
    expect(verdict).toMatchObject({ status: 'pass', decided: 1, undecided: [] });
  });

  it('counts what an observer saw once', async () => {
    const { planned, answered } = await run(partsWith(cell('front', shut)));
    const data = { name: 'x-request-id' };
    const observed = [{ kind: 'header', cell: 'observer/headers', origin: 'observed', data }] as const;
    const seen = judge({ planned, answered, observed, absent: {} }).at(-1);
    expect(seen?.verdict).toMatchObject({ status: 'pass', decided: 1 });
  });
});
