import { defineCheck, row, step } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { InputUnknownFields, type InputUnknownFieldsData } from '../../evidence/input-try.ts';
import { decideFailure, exhibits } from './tried.ts';

export const unknownFields = defineCheck({
  id: 'input/unknown-fields',
  decides: [row('input-validation'), step('M4')],
  title: 'Fields that a route does not have are not kept',
  why: 'A message that says it is the system’s, or a record that says when it was made, is believed by whatever reads it later: the model, a report, a colleague.',
  passes:
    'Role, author, dates and metadata that a client adds are refused or dropped: the object, read again, shows the server’s own.',
  sources: [
    { article: 'marketplace-onboarding', step: 4 },
    { owasp: 'API3:2023' },
    { owasp: 'LLM01:2025' },
    { cwe: 915 },
  ],
  needs: { tries: InputUnknownFields },
  judge: ({ tries }) => decideEach(tries, decide),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: [
      'Take from the body only the fields that the schema names; refuse or drop the rest.',
      'Set role, author and dates on the server. What a client says is always the user’s, whatever it calls itself.',
    ],
    kits: ['input-validation'],
  },
});

function decide(tried: InputUnknownFieldsData): Decision {
  const { operation, variant, what, sent, taken, visible, stored, look, before } = tried;
  const failure = decideFailure(tried);
  // Whether it may fail is asked elsewhere; here it only means that nothing was seen.
  if (failure?.kind === 'broken') return undecided(`it fails on a request ${what}: ${sent.line}`);
  if (failure !== undefined) return failure;
  if (stored.length === 0) {
    if (visible || !taken) return held;
    return undecided(
      `${sent.line} to a request ${what}, and nothing is known that shows its fields again`,
      ADD,
    );
  }
  const names = stored.map(({ name, value }) => `${name}: ${value}`).join(', ');
  return broken({
    where: operation,
    key: variant,
    what: `${operation} keeps fields that a client made up, and shows them as its own (${names}): whoever reads the object later believes them.`,
    exhibits: [
      ...exhibits(['an ordinary request', before.call], [`the request ${what}`, sent]),
      ...(look === undefined
        ? []
        : [
            {
              exchange: look.exchange,
              role: 'as the product shows it',
              marks: stored.map(({ value }) => value),
            },
          ]),
    ],
  });
}

const ADD = 'chat: { history: GET /api/conversations/{conversation}/messages }';
