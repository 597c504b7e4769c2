import { defineCheck, row, step } from '../../core/check.ts';
import { advice, decideEach, held, type Decision } from '../../core/verdict.ts';
import { InputMalformed, type InputMalformedData } from '../../evidence/input-try.ts';
import { decideFailure, exhibits } from './tried.ts';

export const malformedInput = defineCheck({
  id: 'input/malformed',
  decides: [row('input-validation'), step('M4')],
  title: 'Malformed input is refused in order',
  why: 'A chatbot takes input from strangers by design. What crashes on it can be crashed by anybody, and an unhandled error often leaves half of the work done.',
  passes:
    'Broken JSON, another content type, wrong types, half characters, null characters and very deep nesting get a clear answer and never an error of the server; ordinary requests are served before and after.',
  sources: [
    { article: 'marketplace-onboarding', step: 4 },
    { owasp: 'API8:2023' },
    { cwe: 20 },
    { cwe: 674 },
    { cve: 'CVE-2026-31949' },
  ],
  needs: { tries: InputMalformed },
  judge: ({ tries }) => decideEach(tries, decide),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Parse every body with a schema before anything else looks at it; answer 400 to what does not fit, 415 to another content type.',
      'Refuse null characters and halves of surrogate pairs in texts, and nesting deeper than your own schemas need.',
      'Answer errors of parsers with 400, not with 500.',
    ],
    kits: ['input-validation'],
  },
});

function decide(tried: InputMalformedData): Decision {
  const failure = decideFailure(tried);
  if (failure !== undefined) return failure;
  const { operation, variant, what, ordinary, sent } = tried;
  if (variant !== 'broken-json' || !ordinary) return held;
  return advice({
    where: operation,
    key: variant,
    what: `${operation} took ${what} and answered as if nothing were wrong: it guesses what was meant, and may guess otherwise than the code behind it.`,
    exhibits: exhibits([what, sent]),
  });
}
