import * as z from 'zod';
import { defineEvidence, type EvidenceKind } from '../core/evidence.ts';
import { CallSchema } from './response-call.ts';

/** Parts of a product that a drill may take away. */
export const PARTS = ['model', 'tool', 'database'] as const;

export type Part = (typeof PARTS)[number];

/** One ordinary request during a drill. */
const ShotSchema = z.object({
  asks: z.enum(['core', 'chat']),
  operation: z.string(),
  call: CallSchema,
  durationMs: z.number(),
  /**
   * `served` as it should be, `told` in words that it cannot be, `bare`: told by a server's stock phrase, `mute`: an error
   * without a word, `hung`: no end in time, `cut`: ended halfway, `dropped`: the connection was, `unclear`: it says nothing.
   */
  sort: z.enum(['served', 'told', 'bare', 'mute', 'hung', 'cut', 'dropped', 'unclear']),
  /** The beginning of its words. */
  says: z.string(),
  /** What of the inside shows, in words; with the text that shows it. */
  leaks: z.array(z.object({ what: z.string(), mark: z.string() })),
});

export type Shot = z.infer<typeof ShotSchema>;

const DrillSchema = z.object({
  withinMs: z.number(),
  /** Why it is no wonder if it does not work again. */
  mendTrouble: z.string().exactOptional(),
  before: z.array(ShotSchema),
  during: z.array(ShotSchema),
  after: z.array(ShotSchema),
});

export type DrillData = z.infer<typeof DrillSchema>;

/** How ordinary requests fare while a part of the product is away. Each part has its own kind. */
export const Drill: { readonly [Name in Part]: EvidenceKind<DrillData> } = {
  model: defineEvidence('drill-model', DrillSchema),
  tool: defineEvidence('drill-tool', DrillSchema),
  database: defineEvidence('drill-database', DrillSchema),
};

const HealthReadSchema = z.object({
  operation: z.string(),
  call: CallSchema,
  /** The beginning of its answer. */
  body: z.string(),
});

export type HealthRead = z.infer<typeof HealthReadSchema>;

/** What the health endpoints say before, while and after a part of the product is away. */
export const DrillHealth = defineEvidence(
  'drill-health',
  z.object({
    part: z.enum(PARTS),
    /** Ordinary requests show that the part was really away. */
    isFelt: z.boolean(),
    before: z.array(HealthReadSchema),
    during: z.array(HealthReadSchema),
    after: z.array(HealthReadSchema),
  }),
);

export type DrillHealthData = z.infer<typeof DrillHealth.schema>;

/** True when an ordinary request fared otherwise while the part was away: then it really was. */
export function isFelt({ before, during }: Pick<DrillData, 'before' | 'during'>): boolean {
  return during.some(({ asks, operation, sort, says }) => {
    const usual = before.find((one) => one.operation === operation);
    // A list may change by itself; what the bot says to the same question changes when it answers from something else.
    return (
      usual !== undefined && (usual.sort !== sort || (asks === 'chat' && gist(usual.says) !== gist(says)))
    );
  });
}

/** Words without ids, numbers and times: a ticket's number differs each time. */
function gist(says: string): string {
  return says.replaceAll(/\S*\d\S*/g, '0');
}
