/** People, workspaces, and everything by which they prove who they are. */
export const accounts: readonly string[] = [
  // Roles belong to the whole server: another database there may have made them, or makes them right now.
  ...['app_user', 'app_system'].map(
    (role) => `do $$ begin
       if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
     exception when duplicate_object or unique_violation then null;
     end $$`,
  ),
  // An administrator may have granted them before, to a user who may grant nothing.
  `do $$ begin
     grant app_user, app_system to current_user;
   exception when insufficient_privilege or unique_violation or internal_error then
     if not (pg_has_role('app_user', 'member') and pg_has_role('app_system', 'member')) then raise; end if;
   end $$`,
  `do $$ begin
     execute format('grant usage on schema %I to app_user, app_system', current_schema());
   end $$`,
  `create function app_user_id() returns uuid language sql stable
     as $$ select nullif(current_setting('app.user_id', true), '')::uuid $$`,
  `create function app_workspace_id() returns uuid language sql stable
     as $$ select nullif(current_setting('app.workspace_id', true), '')::uuid $$`,
  `create table workspaces (
     id uuid primary key,
     slug text not null unique,
     name text not null,
     tier text not null default 'free' check (tier in ('free', 'paid')),
     assistant_name text not null default 'Assistant',
     retention_days integer not null default 365,
     created_at timestamptz not null default now()
   )`,
  `create table users (
     id uuid primary key,
     email text not null unique,
     name text not null,
     password_hash text not null,
     verified_at timestamptz,
     default_workspace_id uuid references workspaces on delete set null,
     created_at timestamptz not null default now()
   )`,
  `create table memberships (
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null references users on delete cascade,
     role text not null check (role in ('owner', 'admin', 'member', 'guest')),
     state text not null default 'active' check (state in ('active', 'suspended')),
     created_at timestamptz not null default now(),
     primary key (workspace_id, user_id)
   )`,
  `create index memberships_user on memberships (user_id)`,
  `create table sessions (
     id uuid primary key,
     user_id uuid not null references users on delete cascade,
     workspace_id uuid references workspaces on delete set null,
     cookie_hash text not null unique,
     refresh_hash text not null unique,
     previous_refresh_hash text,
     created_at timestamptz not null default now(),
     expires_at timestamptz not null,
     revoked_at timestamptz
   )`,
  `create index sessions_user on sessions (user_id)`,
  `create table mail_tokens (
     hash text primary key,
     purpose text not null check (purpose in ('verify', 'reset')),
     user_id uuid not null references users on delete cascade,
     expires_at timestamptz not null,
     used_at timestamptz
   )`,
  `create table invites (
     id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null references users on delete cascade,
     email text not null,
     role text not null check (role in ('admin', 'member', 'guest')),
     token_hash text not null unique,
     created_at timestamptz not null default now(),
     expires_at timestamptz not null,
     accepted_at timestamptz
   )`,
  `create table api_keys (
     id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null references users on delete cascade,
     name text not null,
     hash text not null unique,
     hint text not null,
     scopes text[] not null,
     created_at timestamptz not null default now(),
     last_used_at timestamptz,
     revoked_at timestamptz
   )`,
  `create table audit_events (
     id uuid primary key,
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null,
     action text not null,
     subject text not null,
     created_at timestamptz not null default now()
   )`,
  `create index audit_events_workspace on audit_events (workspace_id, created_at desc)`,
];
