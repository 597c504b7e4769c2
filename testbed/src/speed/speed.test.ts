import { describe, expect, it } from 'vitest';
import type { Recorded } from '../tape.ts';
import { predecessors } from './predecessors.ts';
import { createRenaming } from './renaming.ts';
import { stretchesOf } from './waits.ts';

const THEN = '11111111-1111-4111-8111-111111111111';
const NOW = '22222222-2222-4222-8222-222222222222';
const TOKEN = '~secret.jwt.0123456789~';

interface Sketch {
  readonly id: string;
  readonly lane?: string;
  readonly path?: string;
  readonly body?: string;
  readonly from: number;
  readonly to: number;
}

function exchange({ id, lane = id, path = '/api/notes', body = '', from, to }: Sketch): Recorded {
  return {
    id,
    lane,
    as: 'ana',
    request: { method: 'GET', url: `http://127.0.0.1:1${path}`, headers: {} },
    outcome: { kind: 'answer', status: 200, headers: {}, body },
    startedMs: from,
    durationMs: to - from,
  };
}

describe('names of another run', () => {
  it('are learned where they stand in the same place of an answer', () => {
    const renaming = createRenaming({});
    renaming.learn(`{"id":"${THEN}","token":"${TOKEN}"}`, `{"id":"${NOW}","token":"abc"}`);
    expect(renaming.rename(`/api/notes/${THEN}?t=${TOKEN}`)).toBe(`/api/notes/${NOW}?t=abc`);
  });

  it('keep the meaning that the creation gave them, whatever a list says later', () => {
    const renaming = createRenaming({});
    renaming.learn(`{"id":"${THEN}"}`, `{"id":"${NOW}"}`);
    renaming.learn(`[{"id":"${THEN}"}]`, '[{"id":"33333333-3333-4333-8333-333333333333"}]');
    expect(renaming.rename(THEN)).toBe(NOW);
  });

  it('are learned from cookies, and known by the label of a placeholder', () => {
    const renaming = createRenaming({ 'ana-password': 'hunter' });
    renaming.learnCookies([`session=${TOKEN}; Path=/`], ['session=xyz; Path=/']);
    expect(renaming.rename(TOKEN)).toBe('xyz');
    expect(renaming.rename('~secret.ana-password.0123456789~')).toBe('hunter');
  });
});

describe('what a request waits for', () => {
  const made = exchange({ id: 'make', body: `{"id":"${THEN}"}`, from: 0, to: 10 });
  const other = exchange({ id: 'other', from: 5, to: 30 });
  const used = exchange({ id: 'use', path: `/api/notes/${THEN}`, from: 15, to: 20 });
  const cleanup = exchange({ id: 'clean', lane: 'cleanup', from: 40, to: 50 });
  const before = predecessors([made, other, used, cleanup]);

  it('is the answer that named what it uses', () => {
    expect(before.get(used)).toEqual([made]);
    expect(before.get(other)).toEqual([]);
  });

  it('is everything, where the run cleans up', () => {
    expect(before.get(cleanup)).toEqual(expect.arrayContaining([made, other, used]));
  });
});

it('cuts a run where nothing was sent on purpose', () => {
  const first = exchange({ id: 'a', from: 0, to: 100 });
  const second = exchange({ id: 'b', from: 110, to: 200 });
  const late = exchange({ id: 'c', from: 5_200, to: 5_300 });
  const stretches = stretchesOf([first, second, late]);
  expect(stretches.map(({ wallMs, waitMs }) => [wallMs, waitMs])).toEqual([
    [200, 0],
    [100, 5_000],
  ]);
});
