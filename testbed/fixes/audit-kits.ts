import { expect } from 'vitest';
import type { Workplace } from '../conformance/workplace.ts';
import { scorecardOf } from '../src/scorecard.ts';

/** How checks came out, by their ids; `advice` where one passed and still had something to say. */
export interface Outcome {
  readonly [check: string]: string;
}

/** Audits with these checks alone. */
export async function auditWith(
  place: Workplace,
  file: string,
  only: readonly string[],
  more: readonly string[] = [],
): Promise<Outcome> {
  const asked = ['audit', file, '--only', only.join(','), '--format', 'json', '--quiet', ...more];
  const { checks, run } = scorecardOf(await place.run(asked));
  // An event that was taken cannot be taken back.
  expect(run.leftBehind.filter((one) => !one.startsWith('event '))).toEqual([]);
  return Object.fromEntries(
    checks.map(({ id, status, because, findings }) => [
      id,
      status === 'unproven'
        ? `unproven: ${because}`
        : status === 'pass' && findings.length > 0
          ? 'advice'
          : status,
    ]),
  );
}

/** The same outcome for each of these checks. */
export function all(checks: readonly string[], outcome: string): Outcome {
  return Object.fromEntries(checks.map((id) => [id, outcome]));
}

/** Writes the kits that the last run asks for, or this one, into the repository. */
export async function applyKits(place: Workplace, ...named: readonly string[]): Promise<string> {
  const { exit, stdout } = await place.run(['fix', 'latest', ...named, '--apply']);
  expect([exit, stdout]).toEqual([0, expect.stringContaining('wrote ')]);
  return stdout;
}

/** Does something while a server is up, and stops it whatever happens. */
export async function whileUp<Result>(
  server: { readonly stop: () => Promise<void> },
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } finally {
    await server.stop();
  }
}
