import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { onboardingJourney } from '../checks/onboarding/journey.ts';
import { JourneyRuns } from '../evidence/journey-runs.ts';
import { rehearse } from '../io/rehearsal.ts';
import { journey } from './journey.ts';

/** Writes down who went and when, and the head of a picture as wide as the window. */
const SCRIPT = `import { appendFileSync, writeFileSync } from 'node:fs';
const { LAUNCH_READY_EMAIL: email, LAUNCH_READY_WIDTH: width, LAUNCH_READY_OUTPUT: folder } = process.env;
appendFileSync('log', email + ' begins\\n');
const picture = Buffer.alloc(33);
picture.write('89504e470d0a1a0a0000000d49484452', 'hex');
picture.writeUInt32BE(Number(width), 16);
writeFileSync(folder + '/end.png', picture);
appendFileSync('log', email + ' ends\\n');
`;

async function rehearsed(allowCommands: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'launch-ready-'));
  try {
    writeFileSync(join(folder, 'script.mjs'), SCRIPT);
    writeFileSync(join(folder, 'log'), '');
    const found = await rehearse({
      probe: journey,
      serve: () => undefined,
      target: (origin) => ({
        app: origin,
        consent: 'owner',
        journeys: { onboarding: { script: 'script.mjs' } },
      }),
      operations: [],
      folder,
      allowCommands,
    });
    const missing = found.results.flatMap(({ cell, result }) =>
      result.kind === 'undecided' ? [{ cell, because: result.because }] : [],
    );
    const verdict = onboardingJourney.judge({ runs: { evidence: found.evidence, missing } });
    return { ...found, verdict, log: readFileSync(join(folder, 'log'), 'utf8').trim().split('\n') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(process.platform === 'win32')('the owner’s own script', () => {
  test('is not run without consent', async () => {
    const { verdict, log, leftBehind } = await rehearsed(false);
    expect(verdict).toMatchObject({ status: 'unproven' });
    expect(verdict.undecided[0]?.because).toMatch(
      /journeys\.onboarding\.script was not run.*--allow-commands/,
    );
    expect(log).toEqual(['']);
    expect(leftBehind).toEqual([]);
  });

  test('is run three times a device, with both kinds of addresses, and each account is listed', async () => {
    const { verdict, evidence, log, leftBehind } = await rehearsed(true);
    expect(verdict).toMatchObject({ status: 'pass', decided: 2 });
    const data = evidence.map((one) => JourneyRuns.schema.parse(one.data));
    expect(data.map(({ passes }) => passes.map(({ address }) => address))).toEqual([
      ['company', 'plus', 'company'],
      ['plus', 'company', 'plus'],
    ]);
    expect(log).toHaveLength(12);
    expect(new Set(log.filter((line) => line.endsWith('begins'))).size).toBe(6);
    expect(leftBehind).toHaveLength(6);
  });
});
