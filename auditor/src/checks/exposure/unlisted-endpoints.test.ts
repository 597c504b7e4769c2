import { describe, expect, test } from 'vitest';
import type { FrontEndData } from '../../evidence/front-end.ts';
import { unlistedEndpoints } from './unlisted-endpoints.ts';

const clean: FrontEndData = { pages: 1, scripts: 3, found: 9, unlisted: [] };
const endpoint = (path: string, more: Partial<FrontEndData['unlisted'][number]> = {}) => ({
  path,
  script: '/app.js',
  line: 7,
  exchange: 'front-end/scripts#2',
  ...more,
});

function judge(...data: readonly FrontEndData[]) {
  const evidence = data.map((one) => ({
    kind: 'front-end',
    cell: 'front-end/scripts',
    origin: 'observed' as const,
    data: one,
  }));
  return unlistedEndpoints.judge({ scripts: { evidence, missing: [] } });
}

describe('addresses that only scripts name', () => {
  test('are told with their place, and fail nothing', () => {
    const { status, findings } = judge({
      ...clean,
      unlisted: [
        endpoint('/api/debug/users', { method: 'GET' }),
        endpoint('/api/w/{param}/export', { line: 9 }),
      ],
    });
    expect(status).toBe('pass');
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ level: 'advice', certainty: 'probable', where: 'front end' });
    expect(findings[0]?.what).toContain('3 scripts of the front end name 2 addresses');
    expect(findings[0]?.what).toContain(
      'GET /api/debug/users (/app.js:7), /api/w/{param}/export (/app.js:9).',
    );
    expect(findings[0]?.exhibits).toEqual([
      { exchange: 'front-end/scripts#2', role: 'the script', marks: ['/api/debug/users'] },
    ]);
  });

  test('keep one fingerprint, however many there are', () => {
    const [one] = judge({ ...clean, unlisted: [endpoint('/api/a')] }).findings;
    const [many] = judge({
      ...clean,
      unlisted: Array.from({ length: 40 }, (_, at) => endpoint(`/api/a${at}`)),
    }).findings;
    expect(many?.fingerprint).toBe(one?.fingerprint);
    expect(many?.what).toContain('and 25 more');
  });

  test('a hosted backend that the file does not name is told apart, and fails nothing', () => {
    const project = 'https://abcdefghijklmnopqrst.supabase.co';
    const what = ['the table notes', 'changes over a socket'];
    const { status, findings } = judge({
      ...clean,
      backends: [{ project, what, exchange: 'front-end/scripts#2' }],
    });
    expect(status).toBe('pass');
    expect(findings).toHaveLength(1);
    expect(findings[0]?.what).toContain(`${project} (the table notes, changes over a socket)`);
    expect(findings[0]?.exhibits).toEqual([
      { exchange: 'front-end/scripts#2', role: 'the script', marks: [project] },
    ]);
  });

  test.each<[string, readonly FrontEndData[], string]>([
    ['everything is listed', [clean], 'pass'],
    ['a page without scripts', [{ pages: 1, scripts: 0, found: 0, unlisted: [] }], 'pass'],
    ['a part that was not read', [{ ...clean, cut: 'only the first 24 scripts were read' }], 'pass'],
    ['no page, but JSON', [{ ...clean, pages: 0, because: 'GET / answered 404 and no page' }], 'unproven'],
    ['an app that is down', [{ ...clean, pages: 0, because: 'GET /: ECONNREFUSED' }], 'unproven'],
    ['never asked', [], 'unproven'],
  ])('%s', (_name, data, status) => {
    expect(judge(...data).status).toBe(status);
  });

  test('what was not read is told', () => {
    const [finding] = judge({ ...clean, cut: 'only the first 24 scripts were read' }).findings;
    expect(finding?.what).toBe(
      'Of the front end only the first 24 scripts were read: there may be more addresses in the rest than the run knows of.',
    );
  });
});
