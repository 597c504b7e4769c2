import { describe, expect, test } from 'vitest';
import type { SourceHintData, SourceHintEvidence } from '../../evidence/source-hint.ts';
import { sourceHints } from './source-hints.ts';

const reading: SourceHintEvidence = { about: 'reading', files: 40, routes: 3, actions: 0, unread: 0 };
const hint = (change: Partial<SourceHintData> = {}): SourceHintData => ({
  kind: 'route-without-guard',
  file: 'app/api/notes/route.ts',
  line: 7,
  column: 1,
  route: 'GET /api/notes',
  what: 'Nothing in the handler of GET /api/notes, or before it, seems to ask who is calling.',
  snippet: 'export async function GET() {\n  return Response.json(await notes());',
  ...change,
});

function judge(...data: readonly SourceHintEvidence[]) {
  const evidence = data.map((one) => ({
    kind: 'source-hint',
    cell: 'source-hints/repository',
    origin: 'observed' as const,
    data: one,
  }));
  return sourceHints.judge({ source: { evidence, missing: [] } });
}

describe('source hints', () => {
  test('never fail, however many there are', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      hint({ line: index + 1, file: `src/${index % 2}.ts` }),
    );
    const verdict = judge(reading, ...many.map((one): SourceHintEvidence => ({ about: 'hint', hint: one })));
    expect(verdict.status).toBe('pass');
    expect(verdict.findings.map((one) => [one.where, one.level, one.certainty])).toEqual([
      ['repository', 'advice', 'probable'],
    ]);
    expect(verdict.findings[0]?.what).toContain('src/1.ts:2 (GET /api/notes, not asked), ');
    expect(verdict.findings[0]?.what).toContain('and 19 more.');
  });

  test('name the line, the route, the code and what to do', () => {
    const [finding] = judge(reading, { about: 'hint', hint: hint(), operation: 'GET /api/notes' }).findings;
    expect(finding?.what).toBe(
      'app/api/notes/route.ts:7: Nothing in the handler of GET /api/notes, or before it, seems to ask who is calling. It reads: `export async function GET() { return Response.json(await notes());`. If it is meant to be open, list it under routes.public.',
    );
  });

  test('keep their fingerprint when lines move', () => {
    const [before] = judge(reading, { about: 'hint', hint: hint() }).findings;
    const [after] = judge(reading, { about: 'hint', hint: hint({ line: 90 }) }).findings;
    expect(after?.fingerprint).toBe(before?.fingerprint);
  });

  test('tell of routes that no list names, and of actions that nothing can call', () => {
    const { findings } = judge(
      reading,
      { about: 'unlisted', route: { id: 'GET /a', file: 'a.ts', line: 1 } },
      { about: 'unlisted', route: { id: 'GET /b', file: 'b.ts', line: 2 } },
      { about: 'uncalled', action: { name: 'remove', file: 'c.ts', line: 3 } },
    );
    expect(findings.map((one) => one.what)).toEqual([
      'The source declares 2 routes that no list of the target file names, so the run asked nothing of them: GET /a (a.ts:1), GET /b (b.ts:2).',
      expect.stringContaining('1 server action could not be called'),
    ]);
  });

  test.each<[string, readonly SourceHintEvidence[], string]>([
    ['nothing suspicious', [reading], 'pass'],
    ['a repository without source', [{ ...reading, files: 0 }], 'unproven'],
    ['nothing was read', [], 'unproven'],
    ['a part that was not read', [{ ...reading, cut: 'it has more than 6000 source files' }], 'pass'],
  ])('%s', (_name, data, status) => {
    expect(judge(...data).status).toBe(status);
  });
});
