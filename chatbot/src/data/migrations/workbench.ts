import { protect } from './security.ts';

const owned = `id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null references users on delete cascade,
     created_at timestamptz not null default now()`;

/** What grows around conversations: memories, collections, links, streams, exports, traces, webhooks. */
export const workbench: readonly string[] = [
  `create table memories (${owned}, text text not null)`,
  `create table collections (${owned}, name text not null)`,
  `create table collection_files (
     collection_id uuid not null references collections on delete cascade,
     file_id uuid not null references files on delete cascade,
     workspace_id uuid not null references workspaces on delete cascade,
     primary key (collection_id, file_id)
   )`,
  `create table attachments (${owned},
     conversation_id uuid not null references conversations on delete cascade,
     file_id uuid not null references files on delete cascade,
     unique (conversation_id, file_id)
   )`,
  `create table shares (${owned},
     conversation_id uuid not null references conversations on delete cascade,
     token text not null unique
   )`,
  `create table streams (${owned},
     conversation_id uuid not null references conversations on delete cascade,
     state text not null check (state in ('running', 'stopped', 'finished')),
     text text not null default ''
   )`,
  `create table exports (${owned}, content jsonb not null)`,
  `create table traces (${owned},
     conversation_id uuid not null,
     question text not null,
     passages integer not null,
     latency_ms integer not null
   )`,
  `create table webhooks (${owned}, url text not null, secret text not null)`,
  `create table deliveries (${owned},
     webhook_id uuid not null references webhooks on delete cascade,
     event text not null,
     payload jsonb not null,
     status text not null
   )`,
  `create table provider_keys (${owned}, provider text not null, key text not null,
     unique (workspace_id, provider)
   )`,
  `create table cached_answers (${owned},
     question text not null,
     reply text not null,
     citations jsonb not null
   )`,
  `create index cached_answers_owner on cached_answers (workspace_id, user_id, question)`,
  ...protect('memories', 'private'),
  ...protect('collections', 'shared'),
  ...protect('collection_files', 'shared'),
  ...protect('attachments', 'private'),
  ...protect('shares', 'private'),
  ...protect('streams', 'private'),
  ...protect('exports', 'private'),
  ...protect('traces', 'private'),
  ...protect('webhooks', 'shared'),
  ...protect('deliveries', 'shared'),
  ...protect('provider_keys', 'shared'),
  ...protect('cached_answers', 'private'),
];
