import { ExchangeSchema } from '../core/exchange.ts';
import { ScorecardSchema } from '../core/scorecard.ts';
import type { ReportInput } from './input.ts';

/** The scorecard as programs read it: with the exchanges that findings cite, unless they are left out. */
export const ScorecardFileSchema = ScorecardSchema.extend({ exchanges: ExchangeSchema.array().optional() });

interface JsonOptions {
  /** True by default. Exchanges are redacted, but large. */
  readonly withExchanges?: boolean;
}

/**
 * The scorecard as JSON.
 *
 * @throws when the scorecard does not fit its own schema: a bug, and never written to a file
 */
export function renderJson(
  { scorecard, exchanges }: ReportInput,
  { withExchanges = true }: JsonOptions = {},
): string {
  const cited = new Set(scorecard.checks.flatMap((check) => check.findings.flatMap(citations)));
  const kept = [...cited].sort().flatMap((id) => exchanges.get(id) ?? []);
  const file = ScorecardFileSchema.parse(withExchanges ? { ...scorecard, exchanges: kept } : scorecard);
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The JSON Schema of that file, for `docs/schema/scorecard.schema.json`. */
export function scorecardJsonSchema(): string {
  const schema = ScorecardFileSchema.toJSONSchema({ target: 'draft-2020-12' });
  const described = {
    ...schema,
    title: 'launch-ready scorecard',
    description:
      'The result of one audit. `schema` is raised when a field changes its meaning or goes; new fields may appear at any time.',
  };
  return `${JSON.stringify(described, null, 2)}\n`;
}

function citations({
  exhibits,
}: {
  readonly exhibits: readonly { readonly exchange: string }[];
}): readonly string[] {
  return exhibits.map((exhibit) => exhibit.exchange);
}
