import { describe, expect, test } from 'vitest';
import { budgetLimit } from '../checks/limits/budget.ts';
import { rehearse, type Serve } from '../io/rehearsal.ts';
import { chatBudget } from './chat-budget.ts';

/** How a bot behaves when the money is gone. */
type Habit = 'refuses' | 'says so' | 'goes on' | 'counts nothing' | 'one too many' | 'is fixed';

/** A product that counts cents, whose budget anybody may set who is signed in. */
function product(habit: Habit, limit: string | null = '5000') {
  const cents = { spent: 120, limit };
  const isOver = () => cents.limit !== null && cents.spent >= Number(cents.limit);
  let extra = habit === 'one too many' ? 1 : 0;
  const serve: Serve = ({ method, path, body, headers }) => {
    const isBea = headers.authorization?.includes('bea') === true;
    if (path === '/money' && method === 'GET') return { body: { cents } };
    if (path === '/money') {
      const { cap } = JSON.parse(body) as { cap: number | string | null };
      if (habit !== 'is fixed') cents.limit = cap === null ? null : String(cap);
      return { status: 204 };
    }
    if (path !== '/say') return undefined;
    if (isBea && isOver() && habit !== 'goes on' && habit !== 'is fixed' && (extra -= 1) < 0) {
      if (habit === 'says so') return { body: { text: 'You have used up what you paid for.' } };
      if (habit !== 'counts nothing') return { status: 402, body: { error: 'used up' } };
    }
    if (isBea && habit !== 'counts nothing') cents.spent += 7;
    return { body: { text: 'Hello to you.' } };
  };
  return { serve, cents };
}

const target = (set: boolean) => ({
  consent: 'owner' as const,
  identities: { ana: { tenant: 'acme', bearer: '${ANA}' }, bea: { tenant: 'globex', bearer: '${BEA}' } },
  chat: {
    send: 'POST /say' as const,
    body: { prompt: '{{prompt}}' },
    reply: '$.text',
    budget: {
      as: 'bea',
      read: { get: '/money', spent: '$.cents.spent', limit: '$.cents.limit' },
      ...(set ? { set: { send: 'POST /money' as const, json: { cap: '{{limit}}' } } } : {}),
    },
  },
});

async function judge(
  habit: Habit,
  { set = true, limit = '5000' }: { set?: boolean; limit?: string | null } = {},
) {
  const { serve, cents } = product(habit, limit);
  const run = await rehearse({ probe: chatBudget, target: target(set), operations: [], serve });
  expect(run.requests).toBeLessThanOrEqual(run.planned);
  expect(cents.limit).toBe(limit);
  expect(run.leftBehind).toEqual([]);
  const missing = run.results.flatMap(({ cell, result }) =>
    result.kind === 'undecided' ? [{ cell, because: result.because }] : [],
  );
  return budgetLimit.judge({ budgets: { evidence: run.evidence, missing } });
}

describe('the chat-budget probe and its check', () => {
  test.each<[Habit, string]>([
    ['refuses', 'pass'],
    ['says so', 'pass'],
    ['one too many', 'pass'],
    ['goes on', 'fail'],
    ['counts nothing', 'unproven'],
    ['is fixed', 'unproven'],
  ])('a bot that %s', async (habit, status) => {
    expect((await judge(habit)).status).toBe(status);
  });

  test('a budget that is null is put back as it was', async () => {
    expect((await judge('refuses', { limit: null })).status).toBe('pass');
  });

  test.each<[Habit, string]>([
    ['refuses', 'pass'],
    ['goes on', 'fail'],
  ])('an account whose budget is used up already, and a bot that %s', async (habit, status) => {
    expect((await judge(habit, { set: false, limit: '100' })).status).toBe(status);
  });
});
