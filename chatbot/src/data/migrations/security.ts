/** Who may see a row: everyone in its workspace, or only the user it belongs to there. */
export type Visibility = 'shared' | 'private';

const CONDITIONS: Readonly<Record<Visibility, string>> = {
  shared: 'workspace_id = app_workspace_id()',
  private: 'workspace_id = app_workspace_id() and user_id = app_user_id()',
};

/** Puts a tenant's table under row-level security, for its owner too. */
export function protect(table: string, visibility: Visibility): readonly string[] {
  return maskWith(table, CONDITIONS[visibility]);
}

/** Row-level security with a condition of its own; `app_system` serves sign-in and the like and sees all. */
function maskWith(table: string, condition: string): readonly string[] {
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy tenant on ${table} to app_user using (${condition}) with check (${condition})`,
    `create policy system on ${table} to app_system using (true) with check (true)`,
    `grant select, insert, update, delete on ${table} to app_user, app_system`,
  ];
}

/** The masks of the first tables. */
export const security: readonly string[] = [
  ...maskWith('workspaces', 'id = app_workspace_id()'),
  ...maskWith('memberships', 'workspace_id = app_workspace_id() or user_id = app_user_id()'),
  ...maskWith(
    'users',
    `id = app_user_id() or id in (select m.user_id from memberships m where m.workspace_id = app_workspace_id())`,
  ),
  `revoke all on users from app_user`,
  `grant select (id, email, name, created_at) on users to app_user`,
  `grant select, insert, update, delete on sessions, mail_tokens to app_system`,
  ...protect('invites', 'shared'),
  ...protect('api_keys', 'private'),
  ...protect('audit_events', 'shared'),
  ...protect('conversations', 'private'),
  ...protect('messages', 'private'),
  ...protect('files', 'shared'),
  ...protect('passages', 'shared'),
  ...protect('usage_events', 'shared'),
];
