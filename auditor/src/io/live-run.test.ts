import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { json } from './fixtures/small-server.ts';
import { trialRun } from './fixtures/trial-run.ts';
import { createLane } from './lane-runtime.ts';

describe.runIf(process.platform === 'linux')('a disk that fills up', () => {
  it('ends the run with the next request, and what was created by then is still removed', async () => {
    await using run = await trialRun({ serve: (_, response) => json(response, 200, {}) });
    const tape = join(run.directory.path, 'tape.jsonl');
    rmSync(tape);
    symlinkSync('/dev/full', tape);
    const resumed = run.again('r2/');
    const { world, journal, cleaner } = resumed;
    const lane = createLane(world, 'probe/cell', new Map());
    const undo = () => ({ what: 'note', ask: { method: 'DELETE', path: '/notes/7' } }) as const;
    await lane.create({ method: 'POST', path: '/notes' }, undo);
    expect(resumed.failure()?.message).toMatch(/the disk is full/);
    await expect(lane.send({ method: 'GET', path: '/notes' })).rejects.toThrow('the disk is full');
    expect(await journal.clean(cleaner)).toEqual([]);
    expect(run.visits.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  });
});
