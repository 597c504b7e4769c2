import { protect } from './security.ts';

/** Events that come in and go out: each is kept until it is done, tried again, and not lost when it never works. */
export const hooks: readonly string[] = [
  `alter table workspaces add column credits integer not null default 0 check (credits >= 0)`,
  `create table hook_events (
     id text primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     created_at timestamptz not null default now(),
     type text not null,
     payload jsonb not null,
     state text not null check (state in ('waiting', 'done', 'dead')),
     attempts integer not null default 0,
     next_attempt_at timestamptz not null default now(),
     problem text not null default ''
   )`,
  `create index hook_events_due on hook_events (next_attempt_at) where state = 'waiting'`,
  `alter table deliveries add column state text not null default 'done'
     check (state in ('waiting', 'done', 'dead'))`,
  `alter table deliveries add column attempts integer not null default 1`,
  `alter table deliveries add column next_attempt_at timestamptz not null default now()`,
  `create index deliveries_due on deliveries (next_attempt_at) where state = 'waiting'`,
  // Standard Webhooks writes the same key as base64 behind a prefix.
  `update webhooks set secret = 'whsec_' || encode(convert_to(secret, 'UTF8'), 'base64')`,
  ...protect('hook_events', 'shared'),
];
