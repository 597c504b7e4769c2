import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TargetInput } from '../core/target.ts';
import { commandProblem, createCommands, NEEDS_CONSENT } from './commands.ts';
import { trialRun } from './fixtures/trial-run.ts';
import { json } from './fixtures/small-server.ts';
import { createLane } from './lane-runtime.ts';
import { readTape } from './tape.ts';
import { createTapeWorld } from './tape-world.ts';
import { createVault } from './vault.ts';

const never = new AbortController().signal;

async function trial(lines: { readonly break: string; readonly mend?: string }, allowed = true) {
  const target: Partial<TargetInput> = {
    drills: { model: { mend: 'echo mended', ...lines } },
    identities: { ana: { bearer: '${ANA_TOKEN}' } },
  };
  const run = await trialRun({ serve: (_, response) => json(response, 200, {}), target });
  const vault = createVault();
  vault.keep('s3cret-of-ana', 'ana');
  const commands = createCommands({
    target: run.target,
    folder: run.folder,
    env: { ANA_TOKEN: 's3cret-of-ana' },
    vault,
    allowed,
  });
  return { ...run, commands };
}

describe.skipIf(process.platform === 'win32')('a command of the target file', () => {
  it('is not run without consent', async () => {
    await using run = await trial({ break: 'touch made' }, false);
    expect(await run.commands.run({ name: 'drills.model.break' }, never)).toEqual({
      kind: 'refused',
      because: NEEDS_CONSENT,
    });
    expect(existsSync(join(run.folder, 'made'))).toBe(false);
  });

  it('runs in the folder of the target file and says how it ended', async () => {
    await using run = await trial({ break: 'touch made; echo no such service; exit 3' });
    const result = await run.commands.run({ name: 'drills.model.break' }, never);
    expect(result).toMatchObject({ kind: 'ended', code: 3, output: 'no such service\n' });
    expect(commandProblem(result)).toBe('ended with 3: no such service');
    expect(existsSync(join(run.folder, 'made'))).toBe(true);
    expect(commandProblem(await run.commands.run({ name: 'drills.model.mend' }, never))).toBeUndefined();
  });

  it('must be named by the file', async () => {
    await using run = await trial({ break: 'true' });
    expect(await run.commands.run({ name: 'rm -rf /' }, never)).toMatchObject({ kind: 'refused' });
  });

  it('does not get the secrets of the audit, under any name, and what it prints of them is redacted', async () => {
    process.env['ANA_TOKEN'] = 's3cret-of-ana';
    process.env['SAME_TOKEN'] = 's3cret-of-ana';
    try {
      await using run = await trial({
        break: 'echo "[$ANA_TOKEN$SAME_TOKEN] [$LAUNCH_READY_APP] s3cret-of-ana"',
      });
      const variables = { LAUNCH_READY_APP: 'http://app.test' };
      const result = await run.commands.run({ name: 'drills.model.break', variables }, never);
      expect(result).toMatchObject({
        output: expect.stringMatching(/^\[\] \[http:\/\/app\.test\] ~secret\.ana\./),
      });
    } finally {
      delete process.env['ANA_TOKEN'];
      delete process.env['SAME_TOKEN'];
    }
  });

  it('is ended with everything it started when its time is up, or the run is stopped', async () => {
    await using run = await trial({ break: '(sleep 30; touch late) & echo $!; wait' });
    const result = await run.commands.run({ name: 'drills.model.break', timeoutMs: 200 }, never);
    expect(result).toMatchObject({ kind: 'cut' });
    expect(commandProblem(result)).toMatch(/^was ended after \d+ s: \d+$/);
    const started = result.kind === 'cut' ? Number(result.output) : 0;
    expect(isAlive(started)).toBe(false);
    const stop = new AbortController();
    const stopped = run.commands.run({ name: 'drills.model.break' }, stop.signal);
    stop.abort();
    expect(await stopped).toMatchObject({ kind: 'cut' });
    expect(existsSync(join(run.folder, 'late'))).toBe(false);
  });

  it('leaves nothing running in the background', async () => {
    await using run = await trial({ break: 'sleep 30 & echo $!' });
    const result = await run.commands.run({ name: 'drills.model.break' }, never);
    expect(result).toMatchObject({ kind: 'ended', code: 0 });
    expect(isAlive(result.kind === 'ended' ? Number(result.output) : 0)).toBe(false);
  });

  it('keeps only the end of what is printed', async () => {
    await using run = await trial({ break: 'yes line | head -n 100000; echo the end' });
    const result = await run.commands.run({ name: 'drills.model.break' }, never);
    expect(result.kind === 'ended' && result.output.length).toBeLessThan(20_000);
    expect(result).toMatchObject({ output: expect.stringMatching(/the end\n$/) });
  });
});

describe.skipIf(process.platform === 'win32')('what a drill has broken', () => {
  const drills = { model: { break: 'touch broken', mend: 'rm broken' } };
  const target = { drills };
  const owed = { what: 'the model', command: 'drills.model.mend' };

  it('is mended when the run is stopped halfway', async () => {
    await using run = await trialRun({
      serve: (_, response) => json(response, 200, {}),
      target,
      allowCommands: true,
    });
    const lane = createLane(run.live.world, 'drill/model', new Map());
    lane.owe(owed);
    await lane.command({ name: 'drills.model.break' });
    run.live.stop();
    expect(await lane.command({ name: 'drills.model.mend' })).toMatchObject({ kind: 'refused' });
    expect(await run.live.journal.clean(run.live.cleaner)).toEqual([]);
    expect(existsSync(join(run.folder, 'broken'))).toBe(false);
  });

  it('is mended by the next attempt before anything else, and named when nobody may', async () => {
    await using run = await trialRun({
      serve: (_, response) => json(response, 200, {}),
      target,
      allowCommands: true,
    });
    const lane = createLane(run.live.world, 'drill/model', new Map());
    lane.owe(owed);
    await lane.command({ name: 'drills.model.break' });
    const careful = run.again('r2/', false);
    expect(await careful.journal.clean(careful.cleaner)).toEqual([
      `the model: drills.model.mend was not run: ${NEEDS_CONSENT}`,
    ]);
    const resumed = run.again('r3/');
    await resumed.journal.mend(resumed.cleaner);
    expect(existsSync(join(run.folder, 'broken'))).toBe(false);
    expect(await resumed.journal.clean(resumed.cleaner)).toEqual([]);
  });

  it('is on the tape', async () => {
    await using run = await trialRun({
      serve: (_, response) => json(response, 200, {}),
      target,
      allowCommands: true,
    });
    const order = { name: 'drills.model.break' };
    const lived = await createLane(run.live.world, 'drill/model', new Map()).command(order);
    const tape = readTape(run.directory.readLines('tape.jsonl'));
    const world = createTapeWorld({ tape, seed: '00', prefix: '' });
    expect(await createLane(world, 'drill/model', new Map()).command(order)).toEqual(lived);
    expect(await createLane(world, 'drill/other', new Map()).command(order)).toMatchObject({
      kind: 'refused',
    });
  });
});

/** A process that has ended and that nobody has asked about is as good as gone. */
function isAlive(pid: number): boolean {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && !/\) Z /.test(readFileSync(file, 'utf8'));
}
