import { describe, expect, it } from 'vitest';
import { FLAWS, type RulesFlaw } from '../strangers/firebase/rules.ts';
import { auditFirebase, notPassed, provenAt } from './hosted-audit.ts';

describe('a product that lives on Firebase', () => {
  it('passes every check of access with rules that ask whose it is', async () => {
    expect(notPassed(await auditFirebase())).toEqual([]);
  });

  it.each<RulesFlaw>(FLAWS)('with $id: $what', async ({ rules, fails, where }) => {
    expect(provenAt(await auditFirebase(rules), where)).toEqual([...fails].sort());
  });
});
