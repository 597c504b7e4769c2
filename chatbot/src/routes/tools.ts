import { z } from 'zod';
import { Refusal } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { TOOL_NAMES } from '../policies/tools.ts';
import { TOOLS } from '../tools/catalogue.ts';
import { explain } from '../tools/explain.ts';
import { useTool, type ToolOutcome } from '../tools/use-tool.ts';
import { admins, everyone } from './access.ts';
import { Id, idOf, iso, Moment } from './schemas.ts';

export const listTools = defineRoute({
  id: 'listTools',
  method: 'GET',
  path: '/api/tools',
  tag: 'tools',
  summary: 'What the assistant can do, and which of it you may ask for',
  access: everyone('read'),
  limit: 'read',
  success: {
    status: 200,
    description: 'The tools.',
    body: z.object({
      tools: z.array(
        z.object({
          name: z.enum(TOOL_NAMES),
          description: z.string(),
          needsApproval: z.boolean(),
          isYours: z.boolean(),
          arguments: z.unknown().describe('A JSON Schema'),
        }),
      ),
    }),
  },
  handle: async ({ services, actor }) => {
    const { tools } = services.policies;
    return {
      tools: TOOL_NAMES.map((name) => ({
        name,
        description: TOOLS[name].description,
        needsApproval: tools.needsApproval(name),
        isYours: tools.permits(name, actor),
        arguments: z.toJSONSchema(TOOLS[name].arguments),
      })),
    };
  },
});

const Outcome = z.object({
  state: z.enum(['ran', 'waiting']),
  id: Id.describe('Of the run, or of the approval that it waits for'),
  message: z.string(),
});

export const runTool = defineRoute({
  id: 'runTool',
  method: 'POST',
  path: '/api/tools/{tool}/runs',
  tag: 'tools',
  summary: 'Have a tool run; what is protected waits until an owner or admin has approved exactly that',
  access: everyone('chat'),
  limit: 'tool',
  params: z.object({ tool: z.enum(TOOL_NAMES) }),
  body: z.strictObject({
    arguments: z.record(z.string().max(40), z.string().max(2_000)),
    approvalId: idOf('the approval to use').optional(),
  }),
  success: { status: 200, description: 'It ran, or waits for approval.', body: Outcome },
  refusals: [409, 503],
  handle: async (call) => {
    const { arguments: given, approvalId } = call.body;
    const wish = { tool: call.params.tool, arguments: given, ...(approvalId ? { approvalId } : {}) };
    const outcome = await useTool(call, wish);
    if (outcome.kind === 'refused') return refusalOf(outcome);
    const message = explain(outcome);
    return outcome.kind === 'ran'
      ? { state: 'ran' as const, id: outcome.runId, message }
      : { state: 'waiting' as const, id: outcome.approvalId, message };
  },
});

const STATUS = {
  unknown: 404,
  forbidden: 403,
  limited: 429,
  arguments: 400,
  approval: 409,
  away: 503,
} as const;

const refusalOf = (outcome: Extract<ToolOutcome, { kind: 'refused' }>): Refusal =>
  new Refusal(
    STATUS[outcome.reason],
    `tool_${outcome.reason}`,
    explain(outcome),
    'cause' in outcome ? outcome.cause : undefined,
  );

export const listRuns = defineRoute({
  id: 'listToolRuns',
  method: 'GET',
  path: '/api/tools/runs',
  tag: 'tools',
  summary: 'What the tools did, newest first',
  access: admins,
  limit: 'read',
  success: {
    status: 200,
    description: 'The newest runs.',
    body: z.object({
      runs: z.array(
        z.object({
          id: Id,
          userId: Id,
          tool: z.string(),
          arguments: z.unknown(),
          approvalId: Id.nullable(),
          result: z.string(),
          createdAt: Moment,
        }),
      ),
    }),
  },
  handle: async (call) => {
    const rows = await call.scoped('toolRuns.list', ({ db, mine }) =>
      db
        .selectFrom('toolRuns')
        .select(['id', 'userId', 'tool', 'arguments', 'approvalId', 'result', 'createdAt'])
        .where(mine('toolRuns'))
        .orderBy('createdAt', 'desc')
        .limit(200)
        .execute(),
    );
    return { runs: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});
