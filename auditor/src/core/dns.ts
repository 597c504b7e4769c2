import * as z from 'zod';

/** The types of records that are asked for. */
const RECORD_TYPES = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'CAA'] as const;

const QuestionSchema = z.object({
  /** Without the dot at its end, in lower case. */
  name: z.string(),
  type: z.enum(RECORD_TYPES),
  /** Asks for the answer even where its signatures are wrong (the CD bit of RFC 4035, 3.2.2). */
  unchecked: z.boolean().exactOptional(),
});

/** One question to the resolver. */
export type DnsQuestion = Readonly<z.infer<typeof QuestionSchema>>;

const RecordSchema = z.object({
  name: z.string(),
  type: z.string(),
  ttl: z.number().int(),
  /** As a zone file would show it; the strings of a TXT record are joined without a space (RFC 7208, 3.3). */
  data: z.string(),
});

/** What the resolver said: the body of a `DNS` exchange. */
export const DnsAnswerSchema = z.object({
  name: z.string(),
  type: z.enum(RECORD_TYPES),
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`. */
  rcode: z.string(),
  /** The resolver has checked the signatures (the AD bit of RFC 4035, 3.2.3). */
  authentic: z.boolean(),
  unchecked: z.boolean(),
  /** The whole answer section, with the CNAME records that led to it. */
  records: z.array(RecordSchema),
});

export type DnsAnswer = z.infer<typeof DnsAnswerSchema>;
export type DnsRecord = z.infer<typeof RecordSchema>;

/** One question with its answer, as a probe brings it; without an answer, why there is none. */
export const DnsLookSchema = z.object({
  question: QuestionSchema,
  exchange: z.string(),
  answer: DnsAnswerSchema.exactOptional(),
  because: z.string().exactOptional(),
});

export type DnsLook = z.infer<typeof DnsLookSchema>;

/** A name as questions and answers are compared by: lower case, no dot at its end. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
