import { describe, expect, test } from 'vitest';
import { ChatBudget, type ChatBudgetData } from '../../evidence/chat-budget.ts';
import { judgeOne } from '../samples.ts';
import { budgetLimit } from './budget.ts';

const call = (status?: number) => ({
  exchange: `budget#${status}`,
  line: `POST /chat as bea → ${status ?? 'timeout'}`,
  ...(status === undefined ? { because: 'no answer within 60 s' } : { status }),
});
const answered = { call: call(200), answered: true };
const refused = { call: call(402), answered: false };
const read = (spent: number, limit: number | null = 300) => ({ call: call(200), spent, limit });

const held: ChatBudgetData = {
  operation: 'POST /chat',
  identity: 'bea',
  lowered: true,
  before: answered,
  after: answered,
  shown: read(300),
  turns: [answered, refused],
  afterwards: read(320),
  counts: true,
};
const spends: ChatBudgetData = { ...held, turns: [answered, answered, answered], afterwards: read(380) };

describe('limits/budget', () => {
  test.each<[string, ChatBudgetData[], string]>([
    ['refused', [held], 'pass'],
    ['answered without spending', [{ ...spends, afterwards: read(300) }], 'pass'],
    ['let in', [spends], 'fail'],
    ['spending that nobody counts', [{ ...spends, counts: false, afterwards: read(300) }], 'unproven'],
    ['refused for another reason', [{ ...held, after: { call: call(503), answered: false } }], 'unproven'],
    ['no answer', [{ ...held, turns: [{ call: call(), answered: false }] }], 'unproven'],
    ['a budget that is not used up', [{ ...spends, shown: read(300, 9000) }], 'unproven'],
    ['a budget that is none', [{ ...spends, shown: read(300, null) }], 'unproven'],
    ['a bot that does not answer', [{ ...held, before: { call: call(503), answered: false } }], 'unproven'],
    ['never asked', [], 'unproven'],
  ])('%s', (_name, data, status) => {
    expect(judgeOne(budgetLimit, 'budgets', ChatBudget, ...data).status).toBe(status);
  });
});
