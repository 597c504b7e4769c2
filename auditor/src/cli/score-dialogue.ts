import type { Profile, ProfileId } from '../core/profile.ts';
import type { Answers } from '../intake/answers.ts';
import { PROFILES, profileById } from '../profiles/index.ts';
import { FIT_QUESTIONS, fittingProfiles } from '../report/launch/fit.ts';
import { questionsFor } from '../report/launch/questionnaire.ts';
import type { Choice, Interviewer } from './score-screen.ts';

/** One thing that is asked, and how its answer changes what is known. */
interface Step {
  /** Whether there is an answer already. */
  readonly isDone: (told: Answers) => boolean;
  readonly ask: (interviewer: Interviewer, told: Answers, place: string) => Promise<Answers | Move>;
}

type Move = 'back' | 'quit';

interface DialogueOptions {
  readonly told: Answers;
  /** Asks from the first question on, also what was answered. */
  readonly again: boolean;
  /** Set where the profile was named and is not asked for. */
  readonly profile: ProfileId | undefined;
  /** Called after each answer, so that nothing is lost. */
  readonly save: (told: Answers) => void;
}

/**
 * Asks the questionnaire, one question at a time, with a way back and a way out.
 *
 * @returns what was told, and whether it was told to the end
 */
export async function interview(
  interviewer: Interviewer,
  { told: before, again, profile, save }: DialogueOptions,
): Promise<{ readonly told: Answers; readonly isWhole: boolean }> {
  let told: Answers = profile === undefined ? before : { ...before, profile };
  let steps = stepsFor(told, profile !== undefined);
  const open = steps.findIndex((step) => !step.isDone(told));
  let at = again ? 0 : open === -1 ? steps.length : open;
  while (at < steps.length) {
    const moved = await steps[at]?.ask(interviewer, told, `${at + 1} of ${steps.length}`);
    if (moved === 'quit' || moved === undefined) return { told, isWhole: false };
    if (moved === 'back') {
      at = Math.max(0, at - 1);
      continue;
    }
    told = moved;
    save(told);
    // What is asked depends on the profile.
    steps = stepsFor(told, profile !== undefined);
    at += 1;
  }
  return { told, isWhole: true };
}

/** How far a person has come: `12 of 38`. */
export function progressOf(told: Answers): { readonly done: number; readonly of: number } {
  const steps = stepsFor(told, false);
  return { done: steps.filter((step) => step.isDone(told)).length, of: steps.length };
}

function stepsFor(told: Answers, isNamed: boolean): readonly Step[] {
  const profile = profileById(told.profile ?? 'b2b-onboarding');
  const groups = questionsFor(profile).map(({ title, asked }) =>
    asked.map(({ id, asks }) => questionStep(id, title, asks)),
  );
  const fit = Object.keys(FIT_QUESTIONS).length;
  const all = groups.flat();
  return [PRODUCT, ...all.slice(0, fit), ...(isNamed ? [] : [PROFILE]), ...all.slice(fit), RATE];
}

const ANSWERS: readonly Choice<'yes' | 'no' | 'unknown' | Move>[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'unknown', label: 'I do not know', hint: 'skip; counts as open' },
  { value: 'back', label: 'Back' },
  { value: 'quit', label: 'Stop for now', hint: 'your answers are kept' },
];

function questionStep(id: string, title: string, asks: string): Step {
  return {
    isDone: ({ answers }) => answers[id] !== undefined,
    ask: async (interviewer, told, place) => {
      const message = `${place} · ${title}\n${asks}`;
      const answer = (await interviewer.choose(message, ANSWERS, told.answers[id] ?? 'yes')) ?? 'quit';
      if (answer === 'back' || answer === 'quit') return answer;
      return { ...told, answers: { ...told.answers, [id]: answer } };
    },
  };
}

const MOST_LETTERS = 200;
const UNNAMED = 'the product';

const PRODUCT: Step = {
  isDone: ({ answers, product }) => product !== UNNAMED || Object.keys(answers).length > 0,
  ask: async (interviewer, told, place) => {
    const product = await interviewer.text(`${place} · What is your product called?`, told.product, (text) =>
      text.length > MOST_LETTERS ? `That is longer than ${MOST_LETTERS} letters.` : undefined,
    );
    if (product === undefined) return 'quit';
    return { ...told, product: product === '' ? told.product : product };
  },
};

const PROFILE: Step = {
  isDone: ({ profile }) => profile !== undefined,
  ask: async (interviewer, told, place) => {
    const fits = fittingProfiles(told.answers);
    const others = PROFILES.map(({ id }) => id).filter((id) => !fits.includes(id));
    const choices: readonly Choice<ProfileId | Move>[] = [
      ...[...fits, ...others].map((id) => ({
        value: id,
        label: labelOf(profileById(id)),
        ...hintFor(id, fits),
      })),
      { value: 'back', label: 'Back' },
      { value: 'quit', label: 'Stop for now', hint: 'your answers are kept' },
    ];
    const first = told.profile ?? fits[0] ?? 'b2b-onboarding';
    const answer = (await interviewer.choose(`${place} · What is it judged by?`, choices, first)) ?? 'quit';
    return answer === 'back' || answer === 'quit' ? answer : { ...told, profile: answer };
  },
};

function labelOf({ goal, audience }: Profile): string {
  return `${goal}, for ${audience}`;
}

function hintFor(id: ProfileId, fits: readonly ProfileId[]) {
  if (!fits.includes(id)) return {};
  return { hint: id === fits[0] ? 'fits your answers best' : 'fits your answers' };
}

const RATE: Step = {
  isDone: ({ rate }) => rate !== undefined,
  ask: async (interviewer, told, place) => {
    const typed = await interviewer.text(
      `${place} · What does an hour of work cost you? Such as 90 EUR; nothing for hours without a price; or: back`,
      told.rate ?? '',
      (text) => (isRate(text.trim()) ? undefined : 'Write it as 90 EUR.'),
    );
    if (typed === undefined) return 'quit';
    if (typed.toLowerCase() === 'back') return 'back';
    return { ...told, rate: typed === '' ? (told.rate ?? 'none') : typed };
  },
};

function isRate(text: string): boolean {
  return text === '' || text.toLowerCase() === 'back' || rateOf(text) !== undefined;
}

/** `90`, `90 EUR`. Undefined for anything else. */
export function rateOf(
  text: string | undefined,
): { readonly perHour: number; readonly currency?: string } | undefined {
  const [, amount = '', currency] = /^([1-9]\d{0,5})(?: ?([A-Za-z]{3}))?$/u.exec(text ?? '') ?? [];
  if (amount === '') return undefined;
  return { perHour: Number(amount), ...(currency === undefined ? {} : { currency: currency.toUpperCase() }) };
}
