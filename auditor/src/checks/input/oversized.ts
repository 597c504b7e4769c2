import { defineCheck, row, step } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { InputOversized, type InputOversizedData } from '../../evidence/input-try.ts';
import { decideFailure, exhibits } from './tried.ts';

export const oversizedInput = defineCheck({
  id: 'input/oversized',
  decides: [row('input-validation'), step('M4')],
  title: 'Messages and fields have a length',
  why: 'Every character costs storage and, in a message, model money: one request can cost as much as a thousand.',
  passes:
    'A message of 200,000 characters and a field of two million are refused (413, 400 or 422) or shortened, and never kept whole.',
  sources: [
    { article: 'marketplace-onboarding', step: 4 },
    { owasp: 'API4:2023' },
    { owasp: 'LLM10:2025' },
    { cwe: 770 },
    { cwe: 1284 },
  ],
  needs: { tries: InputOversized },
  judge: ({ tries }) => decideEach(tries, decide),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: [
      'Give every text of every schema a greatest length (a message 8,000 characters, a title 200), and answer 400 or 422 beyond it.',
      'Bound the body before it is parsed, at the proxy and in the app, and answer 413.',
    ],
    kits: ['input-validation'],
  },
});

function decide(tried: InputOversizedData): Decision {
  const failure = decideFailure(tried);
  if (failure !== undefined) return failure;
  const { operation, variant, what, kept, look, sent, before } = tried;
  if (kept === 'refused' || kept === 'cut') return held;
  if (kept === 'unseen') {
    return undecided(
      `${sent.line} to ${what}, and nothing is known that shows what became of it`,
      variant === 'message' ? 'chat: { history: GET /api/conversations/{conversation}/messages }' : undefined,
    );
  }
  return broken({
    where: operation,
    key: variant,
    what: `${operation} took ${what} and keeps it whole: nothing bounds what one request may store${variant === 'message' ? ' and send to the model' : ''}.`,
    exhibits: exhibits(['an ordinary request', before.call], [what, sent], ['kept, to its last word', look]),
  });
}
