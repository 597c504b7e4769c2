import { expect, test } from 'vitest';
import { replayCommand, shortFingerprint } from './fingerprint.ts';

test('the short name is the beginning of the whole', () => {
  expect(shortFingerprint('9f86d081884c7d659a2f')).toBe('9f86d08188');
});

test.each([
  ['2026-11-03-k4tz', '9f86d081884c7d659a2f', 'npx launch-ready replay 2026-11-03-k4tz 9f86d08188'],
  ['$(rm -rf /)', '9f86d081884c7d659a2f', 'npx launch-ready replay <run> 9f86d08188'],
  ['--runs=/', 'a;b', 'npx launch-ready replay <run> <finding>'],
  ['', '', 'npx launch-ready replay <run> <finding>'],
])(
  'a command for run %j and finding %j carries nothing that a shell would act on',
  (run, finding, command) => {
    expect(replayCommand(run, finding)).toBe(command);
  },
);
