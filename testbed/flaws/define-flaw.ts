import type { Monitors } from '../src/monitors.ts';
import type { Policies, PolicyOverrides } from '@launch-ready/chatbot';

/** Families of flaws: one folder each. */
export const FAMILIES = [
  'authentication',
  'authorization',
  'secrets',
  'logging',
  'limits',
  'cors',
  'csrf',
  'cookies',
  'input',
  'chatbot',
  'webhooks',
  'onboarding',
  'operations',
] as const;

export type FlawFamily = (typeof FAMILIES)[number];

/** A check that may fail along with a flaw without being a false alarm. */
interface MayFail {
  readonly check: string;
  readonly because: string;
}

/** One switch of the reference chatbot that makes one property false as seen from outside. */
export interface Flaw {
  /** Stable, as in the list of flaws. */
  readonly id: string;
  readonly family: FlawFamily;
  /** What is no longer true of the product, in words. */
  readonly breaks: string;
  /** Every defence that has to be down for the outside to see it. */
  readonly lowers: readonly string[];
  /** Where the like has really happened. */
  readonly seenIn: string;
  /** Checks that have to fail, with proof. */
  readonly mustFail: readonly string[];
  readonly mayFail: readonly MayFail[];
  /** Checks that have to say so as advice, with proof: for what harms nobody by itself. */
  readonly mustAdvise: readonly string[];
  /** It only shows while replies take their time, as those of real models do. */
  readonly slowModel?: true;
  /** What the founder's own monitors lack, where the flaw is theirs and not the product's. */
  readonly monitors?: (monitors: Monitors) => Monitors;
  /**
   * The controls to replace. `product` is the product as it stands, with the flaws that were switched on before: what a flaw
   * does not break it hands on, so that several can be on at once.
   */
  readonly policies: (product: Policies) => PolicyOverrides;
}

type FlawSpec = Omit<Flaw, 'mayFail' | 'mustAdvise'> & Partial<Pick<Flaw, 'mayFail' | 'mustAdvise'>>;

/** Declares a flaw. Its file stands in the folder of its family and is named after its id. */
export function defineFlaw(spec: FlawSpec): Flaw {
  return { mayFail: [], mustAdvise: [], ...spec };
}
