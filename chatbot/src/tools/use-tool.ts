import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { emitEvent } from '../hooks/emit.ts';
import type { Call } from '../http/call.ts';
import { TOOL_NAMES, type ToolArguments, type ToolName, type ToolRequest } from '../policies/tools.ts';
import { recordAudit } from '../routes/audit.ts';
import { askForApproval, returnApproval, useApproval } from './approvals.ts';
import { TOOLS } from './catalogue.ts';
import { perform } from './perform.ts';
import type { ToolWish } from './wanted.ts';

type AnyCall = Call<unknown, unknown, unknown>;

/** What became of a wish to run a tool. */
export type ToolOutcome =
  | { readonly kind: 'ran'; readonly runId: string; readonly result: string }
  | { readonly kind: 'waiting'; readonly approvalId: string; readonly tool: ToolName }
  | { readonly kind: 'refused'; readonly reason: 'unknown' | 'forbidden' | 'limited' }
  | { readonly kind: 'refused'; readonly reason: 'arguments' | 'approval'; readonly because: string }
  /** `cause` is the failure, never for the outside. */
  | { readonly kind: 'refused'; readonly reason: 'away'; readonly cause: unknown };

/** How a wish reached us. */
type Wish = ToolWish & {
  /** The approval that the client names; otherwise a fitting one is looked for. */
  readonly approvalId?: string;
};

/** The one way to a tool, whoever wants it: role, arguments, approval, act, record. */
export async function useTool(call: AnyCall, wish: Wish): Promise<ToolOutcome> {
  const { tools } = call.services.policies;
  const tool = TOOL_NAMES.find((name) => name === wish.tool);
  if (tool === undefined) return { kind: 'refused', reason: 'unknown' };
  if (!tools.permits(tool, call.actor)) return { kind: 'refused', reason: 'forbidden' };
  const read = readArguments(call, tool, wish.arguments);
  if ('because' in read) return { kind: 'refused', reason: 'arguments', because: read.because };

  const request = { tool, arguments: read.arguments, hash: hashOf(tool, read.arguments), actor: call.actor };
  if (!tools.needsApproval(tool) || tools.believes(call.body)) return run(call, request, null);
  const approval = await useApproval(call, request, wish.approvalId);
  if (approval !== undefined) return run(call, request, approval);
  if (wish.approvalId !== undefined) return { kind: 'refused', reason: 'approval', because: NOT_APPROVED };
  return { kind: 'waiting', approvalId: await askForApproval(call, request), tool };
}

const NOT_APPROVED = 'This approval is not for this act, or it was used already.';

async function run(call: AnyCall, request: ToolRequest, approvalId: string | null): Promise<ToolOutcome> {
  const result = await attempt(call, request);
  if ('cause' in result) {
    // Nothing was done: whoever approved it need not do so again.
    if (approvalId !== null) await returnApproval(call, approvalId);
    return { kind: 'refused', reason: 'away', cause: result.cause };
  }
  if ('because' in result) return { kind: 'refused', reason: 'arguments', because: result.because };
  const { tool } = request;
  const runId = randomUUID();
  await call.scoped('toolRuns.record', ({ db, owner }) =>
    db
      .insertInto('toolRuns')
      .values({
        ...owner,
        id: runId,
        tool,
        approvalId,
        arguments: sql`${JSON.stringify(request.arguments)}::jsonb`,
        result: result.said,
      })
      .execute(),
  );
  await recordAudit(call, `tool.${tool}.executed`, runId);
  await emitEvent(call.services, call.actor.workspaceId, {
    type: 'tool.executed',
    data: { runId, tool, arguments: request.arguments },
  });
  return { kind: 'ran', runId, result: result.said };
}

async function attempt(call: AnyCall, request: ToolRequest) {
  try {
    return await perform(call, request);
  } catch (cause) {
    return { cause };
  }
}

type Read = { readonly arguments: ToolArguments } | { readonly because: string };

function readArguments({ services }: AnyCall, tool: ToolName, given: unknown): Read {
  const parsed = TOOLS[tool].arguments.safeParse(given);
  if (parsed.success) return { arguments: asText(parsed.data) };
  if (services.policies.tools.takesAnyArguments(tool)) return { arguments: asText(given) };
  const [issue] = parsed.error.issues;
  return { because: `${issue?.path.join('.') || 'arguments'}: ${issue?.message ?? 'not valid'}` };
}

const asText = (given: unknown): ToolArguments =>
  Object.fromEntries(
    Object.entries(typeof given === 'object' && given !== null ? given : {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );

/** Names in order, so that the same act has the same hash however it was written down. */
function hashOf(tool: ToolName, given: ToolArguments): string {
  const sorted = Object.entries(given).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([tool, sorted]))
    .digest('hex');
}
