import type { LeftOut } from '../../core/cell.ts';
import type { ChatSpec, OperationRef } from '../../core/target.ts';
import type { PlanContext } from '../../io/probe.ts';

export type ToolsSpec = NonNullable<ChatSpec['tools']>;
export type ToolCall = ToolsSpec['calls'][string];

/** All that is needed to see what tools do. */
export interface Toolbox {
  readonly chat: ChatSpec;
  readonly tools: ToolsSpec;
  readonly log: OperationRef;
  /** Who reads the log and approves. */
  readonly approver: string;
}

const ADD = `chat:
  tools:
    log: GET /api/tools/runs
    pending: GET /api/approvals
    approve: POST /api/approvals/{id}/approve
    approver: ana
    protected: [refund]
    calls: { refund: { as: ben, ask: "Please refund order {{text}}", arguments: { order: "{{text}}" } } }`;

/** The toolbox, or why nothing can be seen of it. */
export function toolboxOf({ target }: PlanContext, kind: string): Toolbox | LeftOut {
  const { chat, identities } = target;
  const left = (because: string): LeftOut => ({ kind, what: 'acts of tools', because, add: ADD });
  if (chat === undefined) return left('the file does not say how to talk to the bot');
  if (chat.stream?.format === 'websocket') return left('conversations over a WebSocket cannot be held yet');
  const { tools } = chat;
  if (tools === undefined) return left('the file does not say which tools the bot has (chat.tools)');
  if (tools.log === undefined)
    return left('without a list of what ran (chat.tools.log) no act can be proven');
  const approver = tools.approver ?? Object.keys(identities)[0];
  if (approver === undefined) return left('no identity is known that could read what ran');
  return { chat, tools, log: tools.log, approver };
}
