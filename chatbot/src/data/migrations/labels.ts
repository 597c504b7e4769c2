import { protect } from './security.ts';

/** What people call their things, things of the paid plan, and nothing that outlives its conversation. */
export const labels: readonly string[] = [
  `alter table exports add column name text not null default 'Export'`,
  `alter table webhooks add column description text not null default ''`,
  `alter table streams add column question text not null default ''`,
  `create index streams_conversation on streams (conversation_id)`,
  `delete from traces where conversation_id not in (select id from conversations)`,
  `alter table traces add foreign key (conversation_id) references conversations on delete cascade`,
  `create index traces_conversation on traces (conversation_id)`,
  `create table premium_collections (
     id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null references users on delete cascade,
     created_at timestamptz not null default now(),
     name text not null,
     text text not null
   )`,
  ...protect('premium_collections', 'shared'),
];
