import { describe, expect, test } from 'vitest';
import { rehearse } from '../../io/rehearsal.ts';
import { unanswered, type Probe } from '../../io/probe.ts';
import { lodgeTarget, openLodge } from '../strangers/lodge.ts';
import { changedPassword } from './changed-password.ts';

/** Changes ana's password and is cut off before it can change it back. */
const careless: Probe = {
  id: 'careless',
  yields: [],
  plan: ({ target }) => ({
    leftOut: [],
    cells: [
      {
        id: 'careless/ana',
        probe: 'careless',
        title: 'what if the run ends here?',
        identities: ['ana'],
        phase: 'sessions',
        effect: 'session',
        cost: { requests: 20, tokens: 0, mails: 0 },
        yields: [],
        run: async (lane) => {
          const change = target.password?.change;
          if (change !== undefined) await changedPassword(lane, 'ana', change).change();
          return unanswered('cut off');
        },
      },
    ],
  }),
};

describe('a password that was changed for a while', () => {
  test('is put back by the clean-up when the cell could not', async () => {
    const { serve, residents } = openLodge();
    const seen: (string | undefined)[] = [];
    const { leftBehind } = await rehearse({
      probe: careless,
      serve: (visit) => {
        seen.push(residents.get('ana@lodge.test')?.password);
        return serve(visit);
      },
      target: lodgeTarget,
      operations: [],
    });
    expect(new Set(seen).size).toBe(2);
    expect(residents.get('ana@lodge.test')?.password).toBe('ana-secret-1');
    expect(leftBehind).toEqual([]);
  });

  test('is told of when it cannot be put back', async () => {
    const { serve, residents } = openLodge();
    const { leftBehind } = await rehearse({
      probe: careless,
      serve: (visit) => {
        const resident = residents.get('ana@lodge.test');
        const isBack =
          visit.path === '/settings/password' &&
          visit.method === 'POST' &&
          resident?.password !== 'ana-secret-1';
        return isBack ? { status: 422, body: 'used before' } : serve(visit);
      },
      target: lodgeTarget,
      operations: [],
    });
    expect(leftBehind).toEqual([expect.stringContaining('the password of ana')]);
  });
});
