import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { atTerminal, CTRL_C, ENTER, HAS_TERMINAL } from './terminal.ts';
import { workplace } from './workplace.ts';

/** The arrow that moves a choice one line down: from yes to no. */
const DOWN = '\x1b[B';

describe.runIf(HAS_TERMINAL)('score in a terminal', () => {
  it('asks, keeps the answers for their owner, stops, and goes on to the score', async () => {
    using place = workplace();
    const stopped = await atTerminal(['score'], place.folder, [
      [/What is your product called/, `Acme Assist${ENTER}`],
      [/Do other businesses sign up/, ENTER],
      [/Do buyers and sellers/, DOWN + ENTER],
      [/a team that did not build it/, CTRL_C],
    ]);
    expect(stopped).toMatchObject({ exit: 0, left: [] });
    expect(stopped.screen).toContain('goes on from there');
    const file = join(place.folder, '.launch-ready/answers.yaml');
    expect(readFileSync(file, 'utf8')).toMatch(/sells-to-businesses: yes[\s\S]*two-sided: no/);
    expect(statSync(file).mode & 0o077).toBe(0);

    // The first choice of each; more presses than questions do no harm.
    const goOn = Array.from({ length: 200 }, () => [/\d+ of \d+ · /, ENTER] as const);
    const { exit, screen } = await atTerminal(['score', '--profile', 'b2b-onboarding'], place.folder, [
      [/Go on: \d of/, ENTER],
      ...goOn,
    ]);
    expect(exit).toBe(0);
    expect(screen).not.toContain('What is your product called');
    expect(screen).toMatch(/Risk: \d+ of 100/);
  });

  it('names the file that is filled in where nobody can be asked', async () => {
    using place = workplace();
    const { exit, stderr } = await place.run(['score']);
    expect(exit).toBe(64);
    expect(stderr).toContain('--questions');
    expect(stderr).toContain('--answers');
  });
});
