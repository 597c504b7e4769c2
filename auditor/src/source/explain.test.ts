import { expect, test } from 'vitest';
import { defineCheck } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import { verdict } from '../core/verdict.ts';
import { explain } from './explain.ts';

const hint = {
  kind: 'query-without-owner-filter',
  file: 'src/notes.ts',
  line: 12,
  what: 'by id alone',
} as const;
const finding = (change: Partial<Finding> = {}): Finding => ({
  fingerprint: 'f',
  check: 'authorization/read-object',
  where: 'GET /notes/{id}',
  what: 'bea read it',
  exhibits: [],
  certainty: 'proven',
  level: 'fail',
  cell: 'c',
  ...change,
});

function because(
  id: `${'authorization' | 'authentication' | 'cors'}/x`,
  one: Finding,
  operation = 'GET /notes/{id}',
) {
  const check = defineCheck({
    id,
    decides: [],
    title: '',
    why: '',
    passes: '',
    sources: [],
    needs: {},
    judge: () => verdict({ decided: 0, undecided: [], findings: [] }),
    fix: { minutes: 1, deliverable: 'hardening', steps: [] },
  });
  const judged = [{ check, verdict: verdict({ decided: 1, undecided: [], findings: [one] }) }];
  return explain(judged, [{ hint, operation }])[0]?.verdict.findings[0]?.because;
}

test('a failure is told with the line that may be its reason', () => {
  expect(because('authorization/x', finding())).toEqual([
    { file: 'src/notes.ts', line: 12, what: 'by id alone' },
  ]);
});

test.each([
  ['another operation', because('authorization/x', finding(), 'GET /files/{id}')],
  ['a family that has nothing to do with it', because('authentication/x', finding())],
  ['a family that the source says nothing about', because('cors/x', finding())],
  ['advice', because('authorization/x', finding({ level: 'advice' }))],
])('%s has no reason there', (_name, reasons) => {
  expect(reasons).toBeUndefined();
});
