import type * as z from 'zod';

/** Where a piece of evidence comes from: seen by a probe, or said by a person. */
type Origin = 'observed' | 'attested';

/** What a probe or observer hands over: the kind and its data, validated against the kind's schema by the engine. */
export interface Draft {
  readonly kind: string;
  readonly data: unknown;
  /** Set when a person says so and nothing of it was seen. */
  readonly origin?: 'attested';
}

/** One kind of evidence: a name and the schema of its data. */
export interface EvidenceKind<Data> {
  readonly kind: string;
  readonly schema: z.ZodType<Data>;
  /** Makes a draft of this kind. */
  of(data: Data): Draft;
}

/** A recorded piece of evidence. `cell` is the question that it answers, or the observer that saw it. */
export interface Evidence<Data> {
  readonly kind: string;
  readonly cell: string;
  readonly origin: Origin;
  readonly data: Data;
}

/**
 * Defines a kind of evidence.
 *
 * @example
 * export const CorsAnswer = defineEvidence('cors-answer', z.object({ operation: z.string(), allowOrigin: z.string().optional() }));
 */
export function defineEvidence<Data>(kind: string, schema: z.ZodType<Data>): EvidenceKind<Data> {
  return { kind, schema, of: (data) => ({ kind, data }) };
}

/** A question that was planned and has no answer to judge. */
export interface Missing {
  readonly cell: string;
  readonly because: string;
  /** What to add to the target file so that it can be decided. */
  readonly add?: string;
}

/** Everything a run has about one kind: what was seen, what was asked in vain, what could not even be asked. */
export interface Gathered<Data> {
  readonly evidence: readonly Evidence<Data>[];
  readonly missing: readonly Missing[];
}
