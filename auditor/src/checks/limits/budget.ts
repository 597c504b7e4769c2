import { defineCheck, gate, row, step } from '../../core/check.ts';
import type { Exhibit } from '../../core/finding.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { ChatBudget, type ChatBudgetData } from '../../evidence/chat-budget.ts';
import { told, type Call } from '../../evidence/response-call.ts';

export const budgetLimit = defineCheck({
  id: 'limits/budget',
  decides: [row('rate-limits'), gate('rate-limits'), step('B4'), step('H5'), step('C4')],
  title: 'The model stops when the budget is used up',
  why: 'Limits per minute bound how fast money goes, not how much: without a cap one customer, or one loop, spends the month’s budget in a night.',
  passes:
    'With a budget that is used up the bot answers no more, or answers without spending; with a budget it answers.',
  sources: [
    { article: 'b2b-onboarding', step: 4 },
    { article: 'team-handover', step: 5 },
    { article: 'first-100-members', step: 4 },
    { owasp: 'API4:2023' },
    { owasp: 'LLM10:2025' },
    { cwe: 770 },
  ],
  needs: { budgets: ChatBudget },
  judge: ({ budgets }) => decideEach(budgets, decide),
  fix: {
    minutes: 90,
    deliverable: 'hardening',
    steps: [
      'Record what each answer cost, per customer, and compare with the customer’s budget before the model is called; answer 402 or 429 beyond it, in clear words.',
      'Show owners what was spent, and let them set the budget.',
      'Set a spending cap at the model provider as well, and an alert at half of it.',
    ],
    kits: ['rate-limit'],
  },
  absentKey: 'chat',
});

function decide(data: ChatBudgetData): Decision {
  const { operation, identity, before, after, shown, turns, afterwards, counts } = data;
  if (!before.answered) return undecided(`the bot does not answer to begin with: ${told(before.call)}`);
  const { limit } = shown;
  if (limit === null || shown.spent < limit) {
    return undecided(`the budget of ${identity} is not used up: ${shown.call.line} shows ${money(shown)}`);
  }
  const refused = turns.find((one) => !one.answered);
  if (refused !== undefined) return decideRefusal(refused.call, after);
  const spends = afterwards.spent > shown.spent;
  if (!spends) {
    return counts === true
      ? held
      : undecided(`${shown.call.line}: nothing shows that spending is counted, so no cap can follow it`);
  }
  return broken({
    where: operation,
    key: 'budget',
    what: `The budget of ${identity} was used up (${money(shown)}), and ${operation} answered ${turns.length} more messages, which cost ${afterwards.spent - shown.spent}: nothing caps what the model may cost.`,
    exhibits: exhibits([
      ['the budget, used up', shown.call],
      ['answered all the same', turns.at(-1)?.call],
      ['and spent', afterwards.call],
    ]),
  });
}

/** A bot that is refused for another reason would not answer with a budget either. */
function decideRefusal(call: Call, after: ChatBudgetData['after']): Decision {
  if (call.status === undefined) return undecided(`no answer with a budget that is used up: ${told(call)}`);
  return after.answered
    ? held
    : undecided(`the bot did not answer with a budget either, afterwards: ${told(after.call)}`);
}

function money({ spent, limit }: ChatBudgetData['shown']): string {
  return `${spent} of ${limit ?? 'no limit'}`;
}

function exhibits(calls: readonly (readonly [string, Call | undefined])[]): readonly Exhibit[] {
  return calls.flatMap(([role, call]) =>
    call === undefined ? [] : [{ exchange: call.exchange, role, marks: [] }],
  );
}
