import type { Actor, Role } from './facts.ts';

/** Everything that the assistant can do; nothing else can be asked of it. */
export const TOOL_NAMES = ['create_ticket', 'refund', 'send_email'] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

/** What a tool is told, after its schema has accepted it. */
export type ToolArguments = { readonly [name: string]: string };

/** An act that somebody wants done. */
export type ToolRequest = {
  readonly tool: ToolName;
  readonly arguments: ToolArguments;
  /** Of tool and arguments together: an approval is for exactly these. */
  readonly hash: string;
  readonly actor: Actor;
};

/** A person's yes, as it was given. */
export type Approval = {
  readonly tool: string;
  readonly argumentsHash: string;
  readonly state: 'pending' | 'approved' | 'rejected' | 'used';
  /** Who asked for it. */
  readonly userId: string;
  readonly expiresAt: Date;
};

/** Stands between what a model wants and what happens. */
export type ToolsPolicy = {
  /** Whether this person may have the tool run at all. */
  readonly permits: (tool: ToolName, actor: Actor) => boolean;
  readonly needsApproval: (tool: ToolName) => boolean;
  /** Whether arguments that the tool's schema refuses are used all the same. */
  readonly takesAnyArguments: (tool: ToolName) => boolean;
  /** Whether the client's own word counts as an approval; `sent` is all that it sent. */
  readonly believes: (sent: unknown) => boolean;
  /** Whether the approval is for this tool, these arguments and this person. */
  readonly covers: (approval: Approval, request: ToolRequest) => boolean;
  /** Whether the approval was given and not yet used up. */
  readonly isUsable: (approval: Approval, now: Date) => boolean;
};

const WORKING: readonly Role[] = ['owner', 'admin', 'member'];
const RUNNING: readonly Role[] = ['owner', 'admin'];

/** Who may use what. */
const ALLOWED: Readonly<Record<ToolName, readonly Role[]>> = {
  create_ticket: WORKING,
  refund: WORKING,
  send_email: RUNNING,
};

/** What moves money or speaks for the workspace waits for a person (OWASP LLM06). */
const PROTECTED: readonly ToolName[] = ['refund', 'send_email'];

/** The server asks for the role, checks the arguments, and uses an approval once, for what it was given. */
export const defaultTools: ToolsPolicy = {
  permits: (tool, { role }) => ALLOWED[tool].includes(role),
  needsApproval: (tool) => PROTECTED.includes(tool),
  takesAnyArguments: () => false,
  believes: () => false,
  covers: ({ tool, argumentsHash, userId }, request) =>
    tool === request.tool && argumentsHash === request.hash && userId === request.actor.userId,
  isUsable: ({ state, expiresAt }, now) => state === 'approved' && expiresAt > now,
};
