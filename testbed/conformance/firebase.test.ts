import { describe, it } from 'vitest';
import { FLAWS, type RulesFlaw } from '../strangers/firebase/rules.ts';
import { auditFirebase, expectGreen, expectRed } from './hosted-audit.ts';

describe('a product that lives on Firebase', () => {
  it('passes every check of access with rules that ask whose it is', async () => {
    expectGreen(await auditFirebase());
  });

  it.each<RulesFlaw>(FLAWS)('with $id: $what', async ({ rules, fails, where }) => {
    expectRed(await auditFirebase(rules), fails, where);
  });
});
