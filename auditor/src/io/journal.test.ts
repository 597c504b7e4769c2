import { describe, expect, it } from 'vitest';
import { json } from './fixtures/small-server.ts';
import { trialRun } from './fixtures/trial-run.ts';
import type { Undo } from './lane.ts';

const remove = (path: string): Undo => ({ what: `note ${path}`, ask: { method: 'DELETE', path } });

async function trial(statuses: { readonly [path: string]: number } = {}) {
  return trialRun({
    target: { limits: { timeout: '2s' } },
    serve({ path }, response) {
      if (path === '/silent') return;
      json(response, statuses[path] ?? 204, undefined);
    },
  });
}

describe('journal', () => {
  it('removes what was made, last made first, and only once', async () => {
    await using run = await trial();
    const { journal, cleaner } = run.live;
    for (const path of ['/boards/1', '/boards/1/cards/2', '/boards/3']) journal.made(remove(path));
    expect(await journal.clean(cleaner)).toEqual([]);
    expect(await journal.clean(cleaner)).toEqual([]);
    expect(run.visits.map((one) => `${one.method} ${one.path}`)).toEqual([
      'DELETE /boards/3',
      'DELETE /boards/1/cards/2',
      'DELETE /boards/1',
    ]);
  });

  it('takes what is gone already for removed, and says what is left', async () => {
    await using run = await trial({ '/gone': 404, '/long-gone': 410, '/mine': 403, '/broken': 500 });
    const { journal, cleaner } = run.live;
    for (const path of ['/gone', '/long-gone', '/mine', '/broken', '/silent']) journal.made(remove(path));
    journal.made({ what: 'mail to nobody' });
    expect(await journal.clean(cleaner)).toEqual([
      'mail to nobody: the target offers no way to delete it',
      'note /silent: DELETE /silent: no answer within 2 s',
      'note /broken: DELETE /broken answered 500',
      'note /mine: DELETE /mine answered 403',
    ]);
  });

  it('looks as its owner where a refusal may only mean that it is gone', async () => {
    await using run = await trial({
      '/a': 406,
      '/a/look': 406,
      '/b': 406,
      '/b/look': 200,
      '/c': 403,
      '/c/look': 500,
    });
    const { journal, cleaner } = run.live;
    for (const path of ['/a', '/b', '/c'])
      journal.made({ ...remove(path), look: { method: 'GET', path: `${path}/look` } });
    expect(await journal.clean(cleaner)).toEqual([
      'note /c: DELETE /c answered 403',
      'note /b: DELETE /b answered 406',
    ]);
  });

  it('asks again after the wait that a limiter names, once', async () => {
    let refusals = 0;
    await using run = await trialRun({
      serve({ path }, response) {
        const slowed = path === '/stubborn' || refusals === 0;
        refusals += 1;
        json(response, slowed ? 429 : 204, undefined, slowed ? { 'retry-after': '0' } : {});
      },
    });
    const { journal, cleaner } = run.live;
    for (const path of ['/stubborn', '/once']) journal.made(remove(path));
    expect(await journal.clean(cleaner)).toEqual(['note /stubborn: DELETE /stubborn answered 429']);
    expect(run.visits.map((one) => one.path)).toEqual(['/once', '/once', '/stubborn', '/stubborn']);
  });

  it('still cleans up when the run has been stopped', async () => {
    await using run = await trial();
    run.live.journal.made(remove('/a'));
    run.live.stop();
    expect(await run.live.journal.clean(run.live.cleaner)).toEqual([]);
    expect(run.visits).toHaveLength(1);
  });

  it('of a run that was killed is worked off by the next attempt', async () => {
    await using run = await trial();
    run.live.journal.made(remove('/a'));
    run.live.journal.made({
      what: 'file',
      ask: { method: 'POST', path: '/b', body: { kind: 'json', json: { remove: [1, null] } } },
    });
    const next = run.again('r2/');
    next.journal.made(remove('/c'));
    expect(await next.journal.clean(next.cleaner)).toEqual([]);
    expect(run.visits.map(({ path, body }) => `${path} ${body}`)).toEqual([
      '/c ',
      '/b {"remove":[1,null]}',
      '/a ',
    ]);
    const third = run.again('r3/');
    expect(await third.journal.clean(third.cleaner)).toEqual([]);
    expect(run.visits).toHaveLength(3);
  });

  it('names what was being created when the run was killed', async () => {
    await using run = await trial();
    run.live.journal.sending('POST /a as ana')(remove('/a'));
    run.live.journal.sending('POST /b as ana')(undefined);
    run.live.journal.sending('POST /c as ana');
    const next = run.again('r2/');
    expect(await next.journal.clean(next.cleaner)).toEqual([
      'whatever was created by POST /c as ana: the run was cut off before its answer was read',
    ]);
    expect(run.visits.map(({ path }) => path)).toEqual(['/a']);
  });

  it('does not take a 404 for success where the address held a secret of the killed run', async () => {
    await using run = await trial({ '/keys/~secret.key.0123456789~': 404 });
    run.live.journal.made(remove('/keys/~secret.key.0123456789~'));
    const next = run.again('r2/');
    expect(await next.journal.clean(next.cleaner)).toEqual([
      'note /keys/~secret.key.0123456789~: its address holds a value that only the interrupted run knew',
    ]);
  });
});
