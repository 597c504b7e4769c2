import type { ProfileId } from '../../core/profile.ts';
import { plural } from '../text/words.ts';
import type { Advice } from './advice.ts';
import type { Cost } from './cost.ts';
import type { Risk } from './risk.ts';

/** Version of the JSON. Raised when a field changes its meaning or goes. */
export const SCORE_SCHEMA = 1;

/** Risk, cost and advice, from a run or from answers. */
export interface LaunchScore {
  readonly schema: typeof SCORE_SCHEMA;
  readonly product: string;
  readonly profile: ProfileId;
  /** `run 20261130-…`, or that it rests on answers alone. */
  readonly basis: string;
  readonly attested: boolean;
  readonly risk: Risk;
  readonly cost: Cost;
  readonly advice: Advice;
  /** Profiles that fit the answers, best first; none when nobody answered. */
  readonly fits: readonly ProfileId[];
}

const ADVICE: { readonly [advice in Advice['advice']]: string } = {
  'do-it-yourself': 'Do it yourself, with the kits',
  'get-help': 'Get help',
  'nothing-to-do': 'Nothing to do before the launch',
};

/** The score for a terminal or a wiki. */
export function scoreText(score: LaunchScore): string {
  const { product, profile, basis, attested, risk, cost, advice, fits } = score;
  const { hours, money } = cost;
  const price = money === undefined ? '' : `, ${money.low} to ${money.high} ${money.currency}`;
  return [
    `# ${product}: risk, cost and advice`,
    `Judged as ${profile}, by ${basis}.${attested ? ' These are your own answers: attested, nothing of it is proven.' : ''}`,
    `## Risk: ${risk.score} of 100, ${risk.level}`,
    list(risk.reasons),
    `## Cost: ${hours.low} to ${plural(hours.high, 'hour')}${price}`,
    list(cost.reasons),
    `## ${ADVICE[advice.advice]}`,
    list([
      advice.because,
      ...advice.signals.map((signal) => `signal: ${signal}`),
      ...advice.open.map((question) => `to be sure, answer: ${question}`),
    ]),
    ...fitText(profile, fits),
    '',
  ].join('\n\n');
}

function fitText(profile: ProfileId, fits: readonly ProfileId[]): readonly string[] {
  if (fits.length === 0) return [];
  if (fits[0] === profile) return [`## The profile fits`, `By your answers ${profile} fits best.`];
  return [`## Another profile fits better`, `By your answers: ${fits.join(', then ')}.`];
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
