import type { Generated, JSONColumnType } from 'kysely';

type Stamp = Generated<Date>;
type Owned = { id: string; workspaceId: string; userId: string; createdAt: Stamp };

/** Work that is tried until it is done, or given up. */
type Queued = { state: QueueState; attempts: Generated<number>; nextAttemptAt: Generated<Date> };

/** How far work in a queue is; what is dead is kept for people to look at. */
export type QueueState = 'waiting' | 'done' | 'dead';

/** A file that an answer was drawn from. */
export type Citation = { readonly fileId: string; readonly title: string };

/** The tables as TypeScript sees them; columns are snake_case in the database. */
export type Tables = {
  workspaces: {
    id: string;
    slug: string;
    name: string;
    tier: Generated<'free' | 'paid'>;
    assistantName: Generated<string>;
    retentionDays: Generated<number>;
    /** Null for the installation's default. */
    monthlyTokens: number | null;
    credits: Generated<number>;
    createdAt: Stamp;
  };
  users: {
    id: string;
    email: string;
    name: string;
    passwordHash: string;
    verifiedAt: Date | null;
    defaultWorkspaceId: string | null;
    createdAt: Stamp;
  };
  memberships: {
    workspaceId: string;
    userId: string;
    role: 'owner' | 'admin' | 'member' | 'guest';
    state: Generated<'active' | 'suspended'>;
    createdAt: Stamp;
  };
  formerMembers: { workspaceId: string; userId: string; removedAt: Stamp };
  sessions: {
    id: string;
    userId: string;
    workspaceId: string | null;
    cookieHash: string;
    refreshHash: string;
    previousRefreshHash: string | null;
    createdAt: Stamp;
    expiresAt: Date;
    revokedAt: Date | null;
  };
  mailTokens: {
    hash: string;
    purpose: 'verify' | 'reset';
    userId: string;
    expiresAt: Date;
    usedAt: Date | null;
  };
  invites: Owned & {
    email: string;
    role: 'admin' | 'member' | 'guest';
    tokenHash: string;
    expiresAt: Date;
    acceptedAt: Date | null;
  };
  apiKeys: Owned & {
    name: string;
    hash: string;
    hint: string;
    scopes: ('read' | 'chat' | 'admin')[];
    lastUsedAt: Date | null;
    revokedAt: Date | null;
  };
  auditEvents: Owned & { action: string; subject: string };
  conversations: Owned & { title: string; updatedAt: Stamp };
  messages: Owned & {
    conversationId: string;
    author: 'user' | 'assistant';
    text: string;
    citations: JSONColumnType<readonly Citation[]>;
    position: Generated<number>;
  };
  files: Owned & { name: string; kind: string; bytes: number; content: string };
  passages: { id: string; workspaceId: string; fileId: string; text: string; embedding: number[] };
  usageEvents: Owned & { kind: 'message' | 'upload' | 'tokens'; amount: number };
  memories: Owned & { text: string };
  premiumCollections: Owned & { name: string; text: string };
  collections: Owned & { name: string };
  collectionFiles: { collectionId: string; fileId: string; workspaceId: string };
  attachments: Owned & { conversationId: string; fileId: string };
  shares: Owned & { conversationId: string; token: string };
  streams: Owned & {
    conversationId: string;
    state: 'running' | 'stopped' | 'finished';
    question: Generated<string>;
    text: Generated<string>;
  };
  exports: Owned & { name: string; content: JSONColumnType<object> };
  traces: Owned & { conversationId: string; question: string; passages: number; latencyMs: number };
  webhooks: Owned & { url: string; description: string; secret: string };
  deliveries: Owned &
    Queued & { webhookId: string; event: string; payload: JSONColumnType<object>; status: string };
  hookEvents: Queued & {
    id: string;
    workspaceId: string;
    createdAt: Stamp;
    type: string;
    payload: JSONColumnType<object>;
    problem: Generated<string>;
  };
  approvals: Owned & {
    tool: string;
    arguments: JSONColumnType<object>;
    argumentsHash: string;
    state: 'pending' | 'approved' | 'rejected' | 'used';
    decidedBy: string | null;
    expiresAt: Date;
  };
  toolRuns: Owned & {
    tool: string;
    arguments: JSONColumnType<object>;
    approvalId: string | null;
    result: string;
  };
  tickets: Owned & { subject: string };
  providerKeys: Owned & { provider: string; key: string };
  cachedAnswers: Owned & { question: string; reply: string; citations: JSONColumnType<readonly Citation[]> };
};
