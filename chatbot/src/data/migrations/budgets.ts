/** What the model may cost a workspace in a month, and what it has cost. */
export const budgets: readonly string[] = [
  `alter table workspaces add column monthly_tokens integer check (monthly_tokens >= 0)`,
  `alter table usage_events drop constraint usage_events_kind_check`,
  `alter table usage_events add constraint usage_events_kind_check check (kind in ('message', 'upload', 'tokens'))`,
];
