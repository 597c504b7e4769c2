import { expect, test } from 'vitest';
import { alike } from './alike.ts';

test('one line for what differs only in names', () => {
  const lines = [
    'the account launch-ready-abc@example.com: no way to delete it',
    'event evt_qwertz that POST /hooks took',
    'the account launch.ready.xyz+hello@acme.test: no way to delete it',
    'approval of ana',
    'webhook 7617ad5c-975e-4d81 of ana',
    'event evt_asdfgh that POST /hooks took',
    'approval of ben',
    'event evt_yxcvbn that POST /hooks took',
  ];
  expect(alike(lines)).toEqual([
    'the account launch-ready-abc@example.com: no way to delete it (and 1 more of this kind)',
    'event evt_qwertz that POST /hooks took (and 2 more of this kind)',
    'approval of ana',
    'webhook 7617ad5c-975e-4d81 of ana',
    'approval of ben',
  ]);
});

test('nothing of nothing', () => {
  expect(alike([])).toEqual([]);
});
