import { expect, test } from 'vitest';
import { CHECKS } from '../auditor/src/checks/index.ts';
import { ABSENT_KEYS } from '../auditor/src/core/target.ts';
import { PROFILES } from '../auditor/src/profiles/index.ts';

/** A key that the target file refuses could never lift a gate or a check. */
test('what checks and gates ask for under `absent` may stand in the target file', () => {
  const gates = PROFILES.flatMap((profile) => profile.gates.flatMap((gate) => gate.unless ?? []));
  const checks = CHECKS.flatMap((check) => check.absentKey ?? []);
  expect(gates.length).toBeGreaterThan(0);
  expect([...gates, ...checks].filter((key) => !ABSENT_KEYS.some((known) => known === key))).toEqual([]);
});
