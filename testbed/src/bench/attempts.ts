import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from 'launch-ready';
import * as z from 'zod';
import { readTape } from '../tape.ts';
import type { Attempt } from './naive-rules.ts';

const ExhibitSchema = z.object({ exchange: z.string() });

const DraftSchema = z.object({
  kind: z.string(),
  data: z.object({
    relation: z.string(),
    expected: z.string(),
    ownerControl: ExhibitSchema,
    attack: ExhibitSchema,
  }),
});

const AnswerSchema = z.object({
  result: z.object({ kind: z.literal('evidence'), drafts: z.array(z.unknown()) }),
});

/** The attempts of a run by the check that they are evidence for. */
export function attemptsOf(runDirectory: string): ReadonlyMap<string, readonly Attempt[]> {
  const exchanges = new Map(readTape(runDirectory).map((one) => [one.id, one]));
  const attempts = new Map<string, Attempt[]>();
  for (const draft of draftsOf(runDirectory)) {
    const { relation, expected, ownerControl, attack } = draft.data;
    // Colleagues are meant to see what their founder calls shared; no rule can know without being told.
    if (relation === 'same-tenant' && expected !== 'private') continue;
    const [own, strange] = [exchanges.get(ownerControl.exchange), exchanges.get(attack.exchange)];
    if (own === undefined || strange === undefined) continue;
    for (const check of checksFor(draft.kind)) {
      attempts.set(check, [...(attempts.get(check) ?? []), { owner: own, attack: strange }]);
    }
  }
  return attempts;
}

function draftsOf(runDirectory: string): readonly z.infer<typeof DraftSchema>[] {
  const lines = readFileSync(join(runDirectory, 'answers.jsonl'), 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const answer = AnswerSchema.safeParse(JSON.parse(line));
    if (!answer.success) return [];
    return answer.data.result.drafts.flatMap((draft) => {
      const parsed = DraftSchema.safeParse(draft);
      return parsed.success ? [parsed.data] : [];
    });
  });
}

function checksFor(kind: string): readonly string[] {
  return CHECKS.filter((check) => Object.values(check.needs).some((need) => need.kind === kind)).map(
    ({ id }) => id,
  );
}
