import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failedChecks, proofsOf, scorecardOf, type Scorecard } from '../src/scorecard.ts';
import { INSTRUCTIONS } from '../strangers/fernblick/assistant.ts';
import { FERNBLICK_ENV, fernblickTarget } from '../strangers/fernblick/fernblick-target.ts';
import { startFernblick } from '../strangers/fernblick/fernblick.ts';
import { FLAWS, type Flaw, type FlawId } from '../strangers/fernblick/flaws.ts';
import { PAPERS_OPENAPI } from '../strangers/fernblick/papers-openapi.ts';
import { workplace } from './workplace.ts';

/** Checks that a clean Fernblick leaves open, and why that is honest. */
const HONESTLY_OPEN: { readonly [check: string]: RegExp } = {
  // A star takes no text, so that nothing can be planted in it and its 204 shows nothing.
  'authorization/write-object': /boards\/\{slug\}\/star answered/,
  // Nothing that can be broken about a request makes these three fail.
  'exposure/stack-trace': /broken requests made/,
};

/** Audits Fernblick with these flaws; what it creates must be gone afterwards, and its tape must say the same. */
async function audited(flaws: readonly FlawId[], only: readonly string[] = []): Promise<Scorecard> {
  const product = await startFernblick(flaws);
  using place = workplace(FERNBLICK_ENV);
  writeFileSync(join(place.folder, 'instructions.txt'), INSTRUCTIONS);
  writeFileSync(join(place.folder, 'papers.json'), JSON.stringify(PAPERS_OPENAPI));
  const file = place.write(fernblickTarget(product.port));
  const limited = only.length === 0 ? [] : ['--only', only.join(',')];
  const result = await place.run(['audit', file, '--format', 'json', '--quiet', ...limited]);
  await product.stop();
  expect((await place.run(['replay', 'latest'])).stdout).toMatch(/all the same/);
  const scorecard = scorecardOf(result);
  expect(scorecard.run.leftBehind).toEqual([]);
  expect(product.boards()).toBe(0);
  return scorecard;
}

describe('a product that nobody built the auditor for', () => {
  it('without flaws has no failing check, and each check that a flaw is for is decided', async () => {
    const scorecard = await audited([]);
    expect(failedChecks(scorecard)).toEqual([]);
    const wanted = new Set<string>(FLAWS.map(({ fails }) => fails));
    const open = scorecard.checks.filter(({ id, status }) => wanted.has(id) && status !== 'pass');
    const unexplained = open.filter(({ id, because = '' }) => HONESTLY_OPEN[id]?.test(because) !== true);
    expect(unexplained.map(({ id, because }) => `${id}: ${because}`)).toEqual([]);
  });

  it.each<Flaw & { readonly id: FlawId }>(FLAWS)('with $id: $what', async ({ id, fails, also = [] }) => {
    const scorecard = await audited([id], [...new Set<string>([fails, fails.split('/')[0] ?? fails])]);
    const failed = failedChecks(scorecard);
    expect(failed).toContain(fails);
    expect(failed.filter((one) => one !== fails && !also.includes(one))).toEqual([]);
    const check = scorecard.checks.find((one) => one.id === fails);
    expect(check === undefined ? [] : proofsOf(check)).not.toEqual([]);
  });
});
