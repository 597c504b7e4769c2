import { protect } from './security.ts';

const owned = `id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null references users on delete cascade,
     created_at timestamptz not null default now()`;

/** What the assistant does rather than says: tools, who approved them, and what ran. */
export const tools: readonly string[] = [
  `create table approvals (${owned},
     tool text not null,
     arguments jsonb not null,
     arguments_hash text not null,
     state text not null check (state in ('pending', 'approved', 'rejected', 'used')),
     decided_by uuid references users on delete set null,
     expires_at timestamptz not null
   )`,
  `create index approvals_request on approvals (workspace_id, user_id, arguments_hash)`,
  `create table tool_runs (${owned},
     tool text not null,
     arguments jsonb not null,
     approval_id uuid references approvals on delete set null,
     result text not null
   )`,
  `create index tool_runs_newest on tool_runs (workspace_id, created_at)`,
  `create table tickets (${owned}, subject text not null)`,
  ...protect('approvals', 'shared'),
  ...protect('tool_runs', 'shared'),
  ...protect('tickets', 'shared'),
];
