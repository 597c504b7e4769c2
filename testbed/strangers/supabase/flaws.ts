export interface HostedFlaw {
  readonly id: string;
  readonly what: string;
  /** What the founder's migration says instead. */
  readonly sql: string;
  /** The checks that must fail. */
  readonly fails: readonly string[];
  /** The only place where anything may fail. */
  readonly where: RegExp;
}

const EVERYTHING = [
  'authentication/no-credentials',
  'authorization/read-object',
  'authorization/write-object',
  'authorization/delete-object',
  'authorization/list',
];

/** What founders do to their policies, each seen in the wild. */
export const FLAWS: readonly HostedFlaw[] = [
  {
    id: 'table-without-rls',
    what: 'one table has row-level security off (CVE-2025-48757)',
    sql: 'alter table app.drafts disable row level security',
    fails: EVERYTHING,
    where: /\/rest\/v1\/drafts/,
  },
  {
    id: 'select-using-true',
    what: 'every signed-in user may read every row',
    sql: 'create policy read_all on app.notes for select to authenticated using (true)',
    fails: ['authorization/read-object', 'authorization/list'],
    where: /\/rest\/v1\/(?:notes|latest|rpc\/)/,
  },
  {
    id: 'select-open-to-anon',
    what: 'a policy for the landing page opens a table to everyone with the public key',
    sql: 'create policy landing on app.drafts for select to anon using (true)',
    fails: ['authentication/no-credentials'],
    where: /\/rest\/v1\/drafts/,
  },
  {
    id: 'update-using-true',
    what: 'what everyone may read, every user may change',
    sql: 'create policy change_all on app.posts for update to authenticated using (true)',
    fails: ['authorization/write-object'],
    where: /\/rest\/v1\/posts/,
  },
  {
    id: 'delete-using-true',
    what: 'what everyone may read, every user may remove',
    sql: 'create policy remove_all on app.posts for delete to authenticated using (true)',
    fails: ['authorization/delete-object'],
    where: /\/rest\/v1\/posts/,
  },
  {
    id: 'definer-function',
    what: 'a search runs with the rights of its owner, past every policy',
    sql: 'alter function app.search_notes(text) security definer',
    fails: ['authentication/no-credentials', 'authorization/list'],
    where: /\/rest\/v1\/rpc\/search_notes/,
  },
  {
    id: 'definer-function-by-id',
    what: 'a look-up by id runs with the rights of its owner',
    sql: 'alter function app.note_by_id(bigint) security definer; revoke execute on function app.note_by_id(bigint) from public; grant execute on function app.note_by_id(bigint) to authenticated',
    fails: ['authorization/read-object'],
    where: /\/rest\/v1\/rpc\/note_by_id/,
  },
  {
    id: 'view-with-owner-rights',
    what: 'a view reads with the rights of its owner, as views do unless they are told otherwise',
    sql: 'alter view app.latest set (security_invoker = false)',
    fails: ['authentication/no-credentials', 'authorization/list'],
    where: /\/rest\/v1\/latest/,
  },
  {
    id: 'public-bucket',
    what: 'a bucket with users’ files is public',
    sql: `update storage.buckets set public = true where id = 'files'`,
    fails: ['authentication/no-credentials'],
    where: /\/storage\/v1\/object\/files/,
  },
  {
    id: 'bucket-for-all-users',
    what: 'the policy of a bucket asks for the bucket and not for the folder',
    sql: `create policy all_files on storage.objects to authenticated using (bucket_id = 'files') with check (bucket_id = 'files')`,
    fails: [
      'authorization/read-object',
      'authorization/write-object',
      'authorization/delete-object',
      'authorization/list',
    ],
    where: /\/storage\/v1\/object\/files/,
  },
];
