import { defineCheck, row, step } from '../../core/check.ts';
import { advice, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { IdSequence, type IdSequenceData } from '../../evidence/guessable.ts';
import { exhibits } from '../exhibits.ts';

/** The id of the next object cannot be told before it is made. */
export const sequentialIds = defineCheck({
  id: 'authorization/sequential-ids',
  decides: [row('authorization'), step('B2'), step('M2'), step('H3')],
  title: 'The id of the next object cannot be told before it is made',
  why: 'Where ids count up, one missing permission check gives away every object there is, and anybody can see how many customers you have.',
  passes:
    'Ids of each kind of object are drawn at random. Ids that count up are advice and never fail: they open nothing by themselves.',
  sources: [{ owasp: 'API1:2023' }, { cwe: 340 }],
  needs: { sequences: IdSequence },
  judge: ({ sequences }) => decideEach(sequences, decide),
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: ['Show random ids (UUID version 4) to the outside, and keep counters inside the database.'],
  },
});

function decide({ operation, resource, drawn, before, next }: IdSequenceData): Decision {
  if (drawn) return held;
  if (next.length === 0) return undecided(`no ${resource} was made after the guess`);
  if (!next.every((one) => one.guessed)) return held;
  return advice({
    where: operation,
    what: `The ids of ${resource} objects count up: the next one was named before it was made, ${next.length} times out of ${next.length}.`,
    key: 'sequence',
    exhibits: exhibits(
      ['made before the guess', before.at(-1)],
      ...next.map(({ seen }) => ['made after it, under an id that was named', seen] as const),
    ),
  });
}
