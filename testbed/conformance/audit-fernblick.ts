import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { scorecardOf, type Scorecard } from '../src/scorecard.ts';
import { INSTRUCTIONS } from '../strangers/fernblick/assistant.ts';
import { recordFernblick, recordedTarget } from '../strangers/fernblick/fernblick-recording.ts';
import { FERNBLICK_ENV, fernblickTarget } from '../strangers/fernblick/fernblick-target.ts';
import { startFernblick } from '../strangers/fernblick/fernblick.ts';
import type { FlawId } from '../strangers/fernblick/flaws.ts';
import { PAPERS_OPENAPI } from '../strangers/fernblick/papers-openapi.ts';
import { workplace } from './workplace.ts';

interface Order {
  readonly flaws: readonly FlawId[];
  readonly only: readonly string[];
  /** By a file that a person wrote, or by two recordings of somebody clicking. */
  readonly by: 'list' | 'har';
  /** Sections that no recording can show. */
  readonly says?: object;
}

/** Audits Fernblick with these flaws; what the run creates must be gone afterwards, and its tape must say the same. */
export async function auditFernblick({ flaws, only, by, says = {} }: Order): Promise<Scorecard> {
  // Where only the bot is looked at, nobody needs to wait until it may be asked again.
  const isTalk = only.length > 0 && only.every((name) => name.startsWith('chatbot'));
  const product = await startFernblick(flaws, isTalk ? { questions: 1_000 } : {});
  using place = workplace(FERNBLICK_ENV);
  const keep = (name: string, text: string) => writeFileSync(join(place.folder, name), text);
  keep('instructions.txt', INSTRUCTIONS);
  keep('agenda.txt', 'The workshop in Bremen begins at ten past nine, in the old harbour office.\n');
  keep('papers.json', JSON.stringify(PAPERS_OPENAPI));
  if (by === 'har') {
    keep('ana.har', await recordFernblick(product.port, { name: 'ana', org: 'acme' }));
    keep('bea.har', await recordFernblick(product.port, { name: 'bea', org: 'globex' }));
  }
  const target = by === 'har' ? recordedTarget(product.port) : fernblickTarget(product.port);
  const file = place.write({ ...target, ...says });
  const limited = only.length === 0 ? [] : ['--only', only.join(',')];
  const result = await place.run(['audit', file, '--format', 'json', '--quiet', ...limited]);
  await product.stop();
  const again = await place.run(['replay', 'latest']);
  expect(again.stdout + again.stderr).toMatch(/all the same/);
  const scorecard = scorecardOf(result);
  expect(scorecard.run.leftBehind).toEqual([]);
  expect(product.boards()).toBe(0);
  return scorecard;
}
