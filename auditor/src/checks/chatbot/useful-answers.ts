import { defineCheck, gate } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { ChatAnswer, type Answered } from '../../evidence/chat-answer.ts';
import { shortened, shown, unusable } from './turns.ts';

export const usefulAnswers = defineCheck({
  id: 'chatbot/useful-answers',
  decides: [gate('onboarding')],
  title: 'A new customer’s first questions get useful answers',
  why: 'A customer who uploads the first document and gets no answer from it does not upload a second one.',
  passes:
    'Each question of `chat.questions` is answered with the passages that you expect, from the document that is uploaded for it, with nobody helping.',
  sources: [
    { article: 'b2b-onboarding', step: 6 },
    { article: 'marketplace-onboarding', step: 4 },
  ],
  needs: { answers: ChatAnswer },
  judge: ({ answers }) => decideEach(answers, decide),
  fix: {
    minutes: 120,
    deliverable: 'deployment',
    steps: [
      'Ask the question by hand and look at what the model was given: the passage, another one, or none.',
      'Where the passage is missing, look at how documents are cut and searched; where it is there, at the instructions.',
      'Keep the question as a test of your own, so that no change of model or prompt loses it.',
    ],
  },
  absentKey: 'chat',
});

function decide({ operation, question, expected, missing, document, turn }: Answered): Decision {
  const open = unusable('the question', turn);
  if (open !== undefined) return undecided(`"${shortened(question)}": ${open}`);
  if (missing.length === 0) return held;
  const lacks = missing.map((passage) => `"${shortened(passage)}"`).join(' and ');
  const source = document === undefined ? '' : `, which ${document} answers,`;
  return broken({
    where: operation,
    key: question,
    what: `Asked "${shortened(question)}"${source} the bot answered without ${lacks}${partOf(missing, expected)}.`,
    exhibits: [shown('the answer', turn)],
  });
}

function partOf(missing: readonly string[], expected: readonly string[]): string {
  return expected.length === 1 ? '' : ` (${missing.length} of ${expected.length} expected passages)`;
}
