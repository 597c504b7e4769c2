/** The first text of a new check: every field, with what belongs into it. It is unproven in every audit until it has evidence. */
export function checkText(id: string, name: string): string {
  return `import { defineCheck } from '../../core/check.ts';
import { broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';

/**
 * What one piece of evidence says here. Replace it by a kind from ../../evidence/ (or define one there, and yield it from a
 * probe), then write \`needs: { answers: ThatKind }\` and \`judge: ({ answers }) => decideEach(answers, decide)\` below.
 */
export interface Answer {
  readonly operation: string;
  /** Whether the question was asked at all, and the positive control held. */
  readonly control: 'held' | 'never asked';
  readonly outcome: 'let in' | 'refused' | 'crashed';
}

export const ${name} = defineCheck({
  id: '${id}',
  // What of the articles it decides, such as [row('cors'), gate('cors'), step('B5')]; docs/coverage.md lists what is open.
  decides: [],
  title: 'TODO: the property, as a claim that is true when all is well',
  why: 'TODO: what happens to the founder or the customer when it is not',
  passes: 'TODO: when exactly it passes',
  // Such as { article: 'b2b-onboarding', step: 5 }, { owasp: 'API8:2023' }, { cwe: 942 }, { rfc: 6454 }, { cve: 'CVE-…' }.
  sources: [],
  needs: {},
  judge: () => decideEach({ evidence: [], missing: [] }, decide),
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: ['TODO: what the engineer does, one plain sentence per step'],
  },
  // absentKey: 'webhooks', where the target file may say that the product has no such thing.
});

/** What one piece of evidence proves. Only what a control backs is decided; a status alone proves nothing. */
export function decide({ operation, control, outcome }: Answer): Decision {
  if (control === 'never asked') return undecided(\`\${operation} was not asked\`);
  if (outcome === 'crashed') return undecided(\`\${operation} failed, which is neither a yes nor a no\`);
  if (outcome === 'refused') return held;
  return broken({
    where: operation,
    what: \`TODO: one plain sentence, who could do what at \${operation}\`,
    // The exchanges that show it, each with its role and the strings that carry the proof.
    exhibits: [],
    // Tells two breaks at one place apart; never a random value.
    key: 'let-in',
  });
}
`;
}

/** The test table beside it, with the five cases that every check has. */
export function testText(id: string, name: string, file: string): string {
  return `import { describe, expect, it } from 'vitest';
import { decideEach } from '../../core/verdict.ts';
import { ${name}, decide, type Answer } from './${file}.ts';

const OPERATION = 'GET /api/conversations/{id}';
const letIn: Answer = { operation: OPERATION, control: 'held', outcome: 'let in' };
const refused: Answer = { ...letIn, outcome: 'refused' };
const crashed: Answer = { ...letIn, outcome: 'crashed' };
const neverAsked: Answer = { ...letIn, control: 'never asked' };

describe('${id}', () => {
  it.each([
    ['let in', [letIn], 'fail'],
    ['refused', [refused], 'pass'],
    ['crashed', [crashed], 'unproven'],
    ['never asked', [], 'unproven'],
    ['half asked', [refused, neverAsked], 'unproven'],
  ] as const)('%s', (_, answers, status) => {
    const evidence = answers.map((data, index) => ({
      kind: 'answer',
      cell: \`cell-\${index}\`,
      origin: 'observed' as const,
      data,
    }));
    // With an evidence kind in \`needs\`, this becomes ${name}.judge({ answers: { evidence, missing: [] } }).
    expect(decideEach({ evidence, missing: [] }, decide).status).toBe(status);
  });

  it('is finished', () => {
    expect(JSON.stringify(${name})).not.toContain('TODO');
    expect(Object.keys(${name}.needs)).not.toEqual([]);
    expect(${name}.decides).not.toEqual([]);
  });
});
`;
}
