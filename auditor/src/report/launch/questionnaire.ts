import type { Profile } from '../../core/profile.ts';
import { SITUATION } from './advice.ts';
import { FIT_QUESTIONS } from './fit.ts';
import type { Answer } from './standing.ts';

/** One question that a founder may answer before anything is run. */
interface Asked {
  readonly id: string;
  readonly asks: string;
}

/** Every question, in groups, in the order in which they are asked. */
export function questionsFor(profile: Profile): readonly {
  readonly title: string;
  readonly asked: readonly Asked[];
}[] {
  const gateIds = new Set(profile.gates.map((gate) => gate.id));
  return [
    { title: 'What it is', asked: Object.entries(FIT_QUESTIONS).map(([id, { asks }]) => ({ id, asks })) },
    { title: 'The situation', asked: Object.entries(SITUATION).map(([id, asks]) => ({ id, asks })) },
    {
      title: 'Gates: is it so?',
      asked: profile.gates.map(({ id, title, bound }) => ({ id, asks: `${title}: ${bound}` })),
    },
    {
      title: 'Rows: is it so?',
      asked: profile.rows
        .filter(({ id }) => !gateIds.has(id))
        .map(({ id, title, passes }) => ({ id, asks: `${title}: ${passes}` })),
    },
    {
      title: 'Red flags: does it hold?',
      asked: profile.redFlags.map(({ id, text }) => ({ id, asks: text })),
    },
  ];
}

/** The questionnaire as a YAML file to fill in. */
export function questionnaireFile(profile: Profile): string {
  const lines = questionsFor(profile).flatMap(({ title, asked }) => [
    '',
    `  # ${title}`,
    ...asked.flatMap(({ id, asks }) => [`  # ${asks.replaceAll('\n', ' ')}`, `  ${id}: unknown`]),
  ]);
  return [
    '# Answers before a run: yes, no or unknown. They count as attested, never as proven.',
    '# Then: npx launch-ready score --answers <this file>',
    'product: the product',
    `profile: ${profile.id}`,
    'answers:',
    ...lines,
    '',
  ].join('\n');
}

interface Told {
  readonly product: string;
  readonly profile?: Profile['id'] | undefined;
  readonly rate?: string | undefined;
  readonly answers: { readonly [id: string]: Answer };
}

/** A questionnaire that is being filled in: only what was answered, so that one can go on where one stopped. */
export function answersFile(told: Told, profile: Profile): string {
  const lines = questionsFor(profile).flatMap(({ asked }) =>
    asked.flatMap(({ id, asks }) => {
      const answer = told.answers[id];
      return answer === undefined ? [] : [`  # ${asks.replaceAll('\n', ' ')}`, `  ${id}: ${answer}`];
    }),
  );
  return [
    '# Answers to `launch-ready score`: yes, no or unknown. They count as attested, never as proven.',
    // JSON's strings are YAML's too.
    `product: ${JSON.stringify(told.product)}`,
    ...(told.profile === undefined ? [] : [`profile: ${told.profile}`]),
    ...(told.rate === undefined ? [] : [`rate: ${told.rate}`]),
    ...(lines.length === 0 ? ['answers: {}'] : ['answers:', ...lines]),
    '',
  ].join('\n');
}
