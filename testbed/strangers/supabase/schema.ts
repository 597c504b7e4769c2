/** What a Supabase project brings along: roles, the signed-in user's id, storage. */
const PLATFORM = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
end $$;
grant anon, authenticated to current_user;
drop schema if exists app cascade;
drop schema if exists auth cascade;
drop schema if exists storage cascade;

create schema auth;
create table auth.users (id uuid primary key default gen_random_uuid(), email text unique, password text);
create function auth.uid() returns uuid language sql stable as
  $$ select nullif(current_setting('request.jwt.claims', true)::json->>'sub', '')::uuid $$;
grant usage on schema auth to anon, authenticated;

create schema storage;
create table storage.buckets (id text primary key, public boolean not null default false);
create table storage.objects (
  id uuid primary key default gen_random_uuid(),
  bucket_id text not null references storage.buckets,
  name text not null,
  owner uuid default auth.uid(),
  content text not null,
  created_at timestamptz not null default now(),
  unique (bucket_id, name)
);
create function storage.foldername(name text) returns text[] language sql immutable as
  $$ select (string_to_array(name, '/'))[1:array_length(string_to_array(name, '/'), 1) - 1] $$;
alter table storage.objects enable row level security;
grant usage on schema storage to anon, authenticated;
grant all on all tables in schema storage to anon, authenticated;
`;

/** The product: notes and drafts of one's own, posts for all to read, a search, a summary, files. */
const PRODUCT = `
create schema app;
grant usage on schema app to anon, authenticated;

create table app.notes (
  id bigint generated always as identity primary key,
  user_id uuid not null default auth.uid(),
  body text not null,
  created_at timestamptz not null default now()
);
create table app.drafts (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null references auth.users,
  title text not null,
  text text
);
create table app.posts (
  slug uuid primary key default gen_random_uuid(),
  author_id uuid not null,
  headline text not null
);
alter table app.notes enable row level security;
alter table app.drafts enable row level security;
alter table app.posts enable row level security;

create policy own_notes on app.notes to authenticated
  using (user_id = auth.uid()) with check (user_id = auth.uid());
create policy own_drafts on app.drafts to authenticated
  using (owner_id = auth.uid()) with check (owner_id = auth.uid());
create policy posts_for_all on app.posts for select using (true);
create policy write_posts on app.posts for insert to authenticated with check (author_id = auth.uid());
create policy change_posts on app.posts for update to authenticated using (author_id = auth.uid());
create policy remove_posts on app.posts for delete to authenticated using (author_id = auth.uid());

create view app.latest with (security_invoker = true) as
  select id, body, created_at from app.notes order by created_at desc limit 100;
create function app.search_notes(query text) returns setof app.notes language sql stable as
  $$ select * from app.notes where body ilike '%' || query || '%' $$;
create function app.note_by_id(note_id bigint) returns setof app.notes language sql stable as
  $$ select * from app.notes where id = note_id $$;
grant all on all tables in schema app to anon, authenticated;

insert into storage.buckets (id) values ('files');
create policy own_files on storage.objects to authenticated
  using (bucket_id = 'files' and (storage.foldername(name))[1] = auth.uid()::text)
  with check (bucket_id = 'files' and (storage.foldername(name))[1] = auth.uid()::text);

insert into auth.users (email, password) values
  ('ana@acme.test', 'word-of-ana-1'), ('ben@acme.test', 'word-of-ben-1'), ('bea@globex.test', 'word-of-bea-1');
`;

export const SCHEMA = `${PLATFORM}${PRODUCT}`;
