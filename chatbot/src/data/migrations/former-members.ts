import { protect } from './security.ts';

/** Who was a member until when: they can be taken in again without a new invitation. */
export const formerMembers: readonly string[] = [
  `create table former_members (
     workspace_id uuid not null references workspaces on delete cascade,
     user_id uuid not null references users on delete cascade,
     removed_at timestamptz not null default now(),
     primary key (workspace_id, user_id)
   )`,
  ...protect('former_members', 'shared'),
];
