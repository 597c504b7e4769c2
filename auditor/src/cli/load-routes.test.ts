import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANA, API, BEA, har, session } from '../intake/fixtures/boards.ts';
import { loadTarget } from './load-target.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'routes-'));
  writeFileSync(join(folder, '.env'), 'ANA=a\nBEA=b\n');
  for (const person of [ANA, BEA]) writeFileSync(join(folder, `${person.name}.har`), har(session(person)));
  writeFileSync(join(folder, 'again.har'), har(session(ANA)));
  writeFileSync(join(folder, 'requests.txt'), `curl ${API}/api/export/7`);
  writeFileSync(join(folder, 'boards.json'), JSON.stringify({ item: [{ request: '{{url}}/api/tags' }] }));
  writeFileSync(
    join(folder, 'openapi.json'),
    JSON.stringify({
      openapi: '3.1.0',
      paths: { '/api/w/{slug}/boards/{boardId}': { get: {} } },
    }),
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const IDENTITIES =
  'identities: { ana: { tenant: acme, bearer: "${ANA}" }, bea: { tenant: globex, bearer: "${BEA}" } }';

function load(routes: string) {
  const file = join(folder, 'launch-ready.yaml');
  writeFileSync(file, `schema: 1\napp: ${API}\nconsent: owner\n${IDENTITIES}\nroutes: ${routes}\n`);
  return loadTarget(file);
}

describe('routes of the target file', () => {
  test('come from all its sources, with the hints that recordings give', async () => {
    const { operations, target, notices } = await load(
      '{ openapi: openapi.json, har: { ana: ana.har, bea: bea.har }, postman: boards.json, curl: requests.txt }',
    );
    const ids = operations.map((one) => one.id);
    expect(ids).toContain('GET /api/w/{slug}/boards/{boardId}');
    expect(ids).toContain('GET /api/export/{id}');
    expect(ids).toContain('GET /api/tags');
    expect(ids.filter((id) => id.startsWith('GET /api/w/') && id.split('/').length === 6)).toHaveLength(1);
    expect(target.operations['POST /api/w/{slug}/boards']).toEqual({
      id: '$.data.id',
      creates: '/api/w/{slug}/boards/{boardId}',
    });
    expect(notices.join('\n')).toContain('ana.har  11 of 14 requests are used');
  });

  test.for<[name: string, routes: string, expected: string]>([
    ['one person twice', '{ har: { ana: ana.har, bea: again.har } }', 'show the same user'],
    [
      'a missing file',
      '{ har: { ana: nobody.har } }',
      'Cannot read nobody.har (routes.har.ana): it does not exist.',
    ],
    ['a wrong file', '{ har: { ana: requests.txt } }', 'requests.txt  is not JSON, so it is no HAR file'],
    [
      'a wrong collection',
      '{ postman: openapi.json }',
      'openapi.json  is JSON, but not a Postman collection',
    ],
    [
      'a wrong schema',
      '{ graphql: { schema: openapi.json } }',
      'is not the answer to an introspection query',
    ],
  ])('%s is refused', async ([, routes, expected]) => {
    await expect(load(routes)).rejects.toThrow(expected);
  });
});
