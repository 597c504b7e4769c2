import type { DeliverableId } from './deliverable.ts';
import type { EvidenceKind, Gathered } from './evidence.ts';
import type { Verdict } from './verdict.ts';

/** The families a check may belong to: the first half of its id, and its folder. */
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
  'uploads',
  'webhooks',
  'exposure',
  'chatbot',
  'tools',
  'email',
  'dns',
  'tls',
  'web',
  'latency',
  'onboarding',
  'monitoring',
  'deployment',
  'handover',
] as const;

type Family = (typeof FAMILIES)[number];

/** A place in a profile that a check helps to decide. */
export type Decides =
  | { readonly kind: 'row'; readonly id: string }
  | { readonly kind: 'gate'; readonly id: string }
  | { readonly kind: 'step'; readonly id: string }
  | { readonly kind: 'flag'; readonly id: string };

export function row(id: string): Decides {
  return { kind: 'row', id };
}

export function gate(id: string): Decides {
  return { kind: 'gate', id };
}

/** A step of an article: the profile's letter and the step's number, such as `H2`. */
export function step(id: string): Decides {
  return { kind: 'step', id };
}

/** A red flag of an article that the check sees, such as `B-flag-1`. */
export function flag(id: string): Decides {
  return { kind: 'flag', id };
}

/** Where a check comes from. */
export type Source =
  | { readonly article: string; readonly step: number }
  | { readonly owasp: string }
  | { readonly cwe: number }
  | { readonly rfc: number; readonly section?: string }
  | { readonly cve: string };

/** What a proven failure asks of the founder. */
export interface Fix {
  /** A fair guess for one engineer who knows the code. */
  readonly minutes: number;
  readonly deliverable: DeliverableId;
  readonly steps: readonly string[];
  readonly kits?: readonly string[];
}

type Needs = { readonly [name: string]: EvidenceKind<unknown> };

/** What `judge` is given: for each need, everything gathered of its kind. */
type Given<N> = {
  readonly [Name in keyof N]: N[Name] extends EvidenceKind<infer Data> ? Gathered<Data> : never;
};

export interface CheckSpec<N> {
  /** `<family>/<name>`: also the file's path, the SARIF rule and the docs address. Never renamed. */
  readonly id: `${Family}/${string}`;
  readonly decides: readonly Decides[];
  /** The property, as a claim that is true when all is well. */
  readonly title: string;
  /** What happens to the founder or the customer when it is not. */
  readonly why: string;
  /** When exactly it passes. */
  readonly passes: string;
  readonly sources: readonly Source[];
  readonly needs: N;
  readonly judge: (given: Given<N>) => Verdict;
  readonly fix: Fix;
  /** The key of the target file's `absent:` that makes this check not applicable. */
  readonly absentKey?: string;
}

/** A check whose needs are no longer known to the type system: what the engine and the reports handle. */
export interface Check extends Omit<CheckSpec<Needs>, 'needs' | 'judge'> {
  readonly needs: Needs;
  readonly family: Family;
  /** Judges gathered evidence by need name. Pure; never throws on evidence that its schemas accept. */
  readonly judge: (given: { readonly [name: string]: Gathered<unknown> }) => Verdict;
}

/**
 * Defines a check. Its documentation, scorecard row, SARIF rule and fix derive from this one object.
 *
 * @example
 * export const originAllowList = defineCheck({ id: 'cors/origin-allow-list', decides: [row('cors')], … });
 */
export function defineCheck<N extends { readonly [name: string]: EvidenceKind<unknown> }>(
  spec: CheckSpec<N>,
): Check {
  const { judge, ...rest } = spec;
  return {
    ...rest,
    family: familyOf(spec.id),
    // The engine gathers by the kinds in `needs` and validates each against its schema, so the shapes agree.
    judge: (given) => judge(given as Given<N>),
  };
}

function familyOf(id: string): Family {
  const name = id.slice(0, id.indexOf('/'));
  const family = FAMILIES.find((candidate) => candidate === name);
  if (family === undefined) throw new Error(`check ${id} is in no family`);
  return family;
}
