import { describe, expect, it } from 'vitest';
import { failedChecks, proofsOf } from '../src/scorecard.ts';
import { fernblickTarget } from '../strangers/fernblick/fernblick-target.ts';
import { FLAWS, type Flaw, type FlawId } from '../strangers/fernblick/flaws.ts';
import { auditFernblick } from './audit-fernblick.ts';

type Reasons = { readonly [check: string]: RegExp };

/** Checks that a clean Fernblick leaves open, and why that is honest. */
const HONESTLY_OPEN: Reasons = {
  // Nothing that can be broken about a request makes some routes fail.
  'exposure/stack-trace': /broken requests made/,
};

/** Recordings show what happens, not what is meant to. */
const OPEN_BY_HAR: Reasons = {
  ...HONESTLY_OPEN,
  'authentication/no-credentials': /GET \/api\/pulse answered nobody/,
  'authorization/role-matrix': /which roles may do what/,
  'chatbot/system-prompt': /without the system prompt/,
  'chatbot/injection': /without the system prompt/,
  'chatbot/hostile-document': /without the system prompt/,
  'chatbot/useful-answers': /no question with the answer/,
  'chatbot/foreign-data': /./,
};

/** What is said to a bot is tried by the file that a person wrote: recordings show too little of it. */
const BY_LIST_ALONE = new Set<string>([
  'chatbot/injection',
  'chatbot/hostile-document',
  'chatbot/useful-answers',
  'chatbot/foreign-data',
]);

const { expect: expectations, chat } = fernblickTarget(0);

/** What only the founder can say, and the flaws that cannot be seen without it. */
const SAID: { readonly [flaw in FlawId]?: object } = {
  'ledger-for-all': { expect: { roles: expectations.roles } },
  'recites-instructions': { chat },
  'overrides-obeyed': { chat },
  'papers-give-orders': { chat },
  'reads-no-papers': { chat },
};

describe.each(['list', 'har'] as const)('a product that nobody built the auditor for, by %s', (by) => {
  it('without flaws has no failing check, and each check that a flaw is for is decided', async () => {
    const scorecard = await auditFernblick({ flaws: [], only: [], by });
    expect(failedChecks(scorecard)).toEqual([]);
    const wanted = new Set<string>(FLAWS.map(({ fails }) => fails));
    const open = scorecard.checks.filter(({ id, status }) => wanted.has(id) && status !== 'pass');
    const honest = by === 'har' ? OPEN_BY_HAR : HONESTLY_OPEN;
    const unexplained = open.filter(({ id, because = '' }) => honest[id]?.test(because) !== true);
    expect(unexplained.map(({ id, because }) => `${id}: ${because}`)).toEqual([]);
  });

  const tried = FLAWS.filter(({ fails }) => by === 'list' || !BY_LIST_ALONE.has(fails));

  it.each<Flaw & { readonly id: FlawId }>(tried)('with $id: $what', async ({ id, fails, also = [] }) => {
    const only = [...new Set<string>([fails, fails.split('/')[0] ?? fails])];
    const says = by === 'har' ? SAID[id] : undefined;
    const scorecard = await auditFernblick({
      flaws: [id],
      only,
      by,
      ...(says === undefined ? {} : { says }),
    });
    const failed = failedChecks(scorecard);
    expect(failed).toContain(fails);
    expect(failed.filter((one) => one !== fails && !also.includes(one))).toEqual([]);
    const check = scorecard.checks.find((one) => one.id === fails);
    expect(check === undefined ? [] : proofsOf(check)).not.toEqual([]);
  });
});
