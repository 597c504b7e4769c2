import { expect, test } from 'vitest';
import type { Target } from '../../core/target.ts';
import { madeUpAddress, wordIn } from './made-up.ts';

const mailbox = {
  sink: 'imaps://imap.example.test',
  user: 'launch',
  password: { template: '${X}', env: ['X'] },
};

test.each<[string, Target['mail'], string]>([
  ['nowhere', undefined, 'launch-ready-otter@example.com'],
  [
    'at a domain of its own',
    { ...mailbox, domain: 'mail.example.test' },
    'launch-ready-otter@mail.example.test',
  ],
  [
    'in one mailbox',
    { ...mailbox, address: 'launch@example.test' },
    'launch+launch-ready-otter@example.test',
  ],
])('mail that arrives %s', (_, mail, address) => {
  expect(madeUpAddress({ mail }, 'otter')).toBe(address);
  expect(wordIn(address)).toBe('launch-ready-otter');
});
