import { ANONYMOUS, defaultPolicies } from '@launch-ready/chatbot';
import { expect, it } from 'vitest';
import { applyFlaws } from './apply-flaws.ts';
import { flawById } from './flaw-by-id.ts';

const ACTOR = { ...ANONYMOUS, credential: 'token' as const };

it('leaves a sound product as it is', () => {
  expect(applyFlaws(defaultPolicies, [])).toEqual(defaultPolicies);
});

it('lets several flaws of one control stand side by side', () => {
  const { scope } = applyFlaws(defaultPolicies, [
    flawById('conversation-read-idor'),
    flawById('file-read-idor'),
  ]);
  for (const query of ['conversations.read', 'files.read'] as const) {
    expect(scope.filter(query, ACTOR).workspace).toBe(false);
    expect(scope.rowLevelSecurity(query, ACTOR)).toBe('bypassed');
  }
  expect(scope.filter('usage.read', ACTOR).workspace).toBe(true);
  expect(scope.rowLevelSecurity('usage.read', ACTOR)).toBe('enforced');
});

it('refuses a flaw that does not exist, and says which do', () => {
  expect(() => flawById('no-such-flaw')).toThrow(/cors-reflects-origin/);
});
