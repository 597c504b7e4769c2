import { sql } from 'kysely';
import type { Call } from '../http/call.ts';

/** What the model has cost a workspace this month, and what it may cost, in tokens. */
export type Budget = { readonly spentTokens: number; readonly budgetTokens: number };

type AnyCall = Call<unknown, unknown, unknown>;

/** The budget of the active workspace as it stands now. */
export async function readBudget(call: AnyCall): Promise<Budget> {
  const { workspaceId } = call.actor;
  const row = await call.scoped('budget.read', ({ db, mine }) =>
    db
      .selectFrom('workspaces')
      .select((from) => [
        'monthlyTokens',
        from
          .selectFrom('usageEvents')
          .select(sql<number>`coalesce(sum(amount), 0)::int`.as('spent'))
          .where(mine('usageEvents'))
          .where('kind', '=', 'tokens')
          .where('createdAt', '>=', sql<Date>`date_trunc('month', now())`)
          .as('spent'),
      ])
      .where('id', '=', workspaceId)
      .executeTakeFirstOrThrow(),
  );
  return {
    spentTokens: row.spent ?? 0,
    budgetTokens: row.monthlyTokens ?? call.services.config.workspaceTokens,
  };
}

/** English has about four letters to a token; an estimate will do, for it errs the same way every month. */
const LETTERS_PER_TOKEN = 4;

/** What a prompt and its answer cost. */
export const tokensOf = (...texts: readonly string[]): number =>
  Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / LETTERS_PER_TOKEN);
