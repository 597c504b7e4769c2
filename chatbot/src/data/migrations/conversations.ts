/** What people say and hear, and the files that answers are drawn from. */
export const conversations: readonly string[] = [
  `create table conversations (
     id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null references users on delete cascade,
     title text not null,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now()
   )`,
  `create index conversations_owner on conversations (workspace_id, user_id, created_at desc)`,
  `create table messages (
     id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null references users on delete cascade,
     conversation_id uuid not null references conversations on delete cascade,
     author text not null check (author in ('user', 'assistant')),
     text text not null,
     citations jsonb not null default '[]',
     position bigint generated always as identity,
     created_at timestamptz not null default now()
   )`,
  `create index messages_conversation on messages (conversation_id, position)`,
  `create table files (
     id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null references users on delete cascade,
     name text not null,
     kind text not null,
     bytes integer not null,
     content text not null,
     created_at timestamptz not null default now()
   )`,
  `create index files_workspace on files (workspace_id, created_at desc)`,
  `create table passages (
     id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     file_id uuid not null references files on delete cascade,
     text text not null,
     embedding real[] not null,
     words tsvector generated always as (to_tsvector('english', text)) stored
   )`,
  `create index passages_words on passages using gin (words)`,
  `create index passages_workspace on passages (workspace_id)`,
  `create table usage_events (
     id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null,
     kind text not null check (kind in ('message', 'upload')),
     amount integer not null,
     created_at timestamptz not null default now()
   )`,
  `create index usage_events_workspace on usage_events (workspace_id, kind)`,
];
