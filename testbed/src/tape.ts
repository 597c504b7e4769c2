import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const AnswerSchema = z.object({
  kind: z.literal('answer'),
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

const ExchangeSchema = z.object({
  id: z.string(),
  lane: z.string(),
  as: z.string(),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.record(z.string(), z.string()),
    body: z.string().optional(),
  }),
  outcome: z.union([AnswerSchema, z.object({ kind: z.literal('no-answer') })]),
  startedMs: z.number(),
  durationMs: z.number(),
});

const LineSchema = z.union([
  z.object({ t: z.literal('exchange'), exchange: ExchangeSchema }),
  z.object({ t: z.literal('act') }),
]);

/** One recorded request with what came back. */
export type Recorded = z.infer<typeof ExchangeSchema>;

/** The exchanges of a run, in the order in which they began. */
export function readTape(runDirectory: string): readonly Recorded[] {
  const lines = readFileSync(join(runDirectory, 'tape.jsonl'), 'utf8').trim().split('\n');
  return lines
    .map((line) => LineSchema.parse(JSON.parse(line)))
    .flatMap((line) => (line.t === 'exchange' ? [line.exchange] : []))
    .toSorted((a, b) => a.startedMs - b.startedMs);
}

/** The answer's status, or undefined when none came. */
export function statusOf({ outcome }: Recorded): number | undefined {
  return outcome.kind === 'answer' ? outcome.status : undefined;
}

/** The answer's text, or nothing. */
export function bodyOf({ outcome }: Recorded): string {
  return outcome.kind === 'answer' ? outcome.body : '';
}

/** The Set-Cookie headers of the answer: the tape has one per line. */
export function cookiesOf({ outcome }: Recorded): readonly string[] {
  const lines = outcome.kind === 'answer' ? outcome.headers['set-cookie'] : undefined;
  return lines?.split('\n') ?? [];
}
