import { describe, expect, test } from 'vitest';
import type { SecretScan, SecretSighting } from '../../evidence/secret-scan.ts';
import type { ServedBundleData, ServedFileData } from '../../evidence/served-file.ts';
import { secretsInBundle } from './bundle.ts';

const loaded: ServedBundleData = { pages: 1, scripts: 2, maps: [] };
const script: ServedFileData = { path: '/assets/app.js', exchange: 'shared/front-end#2' };
const key: SecretSighting = {
  rule: 'openai-key',
  title: 'OpenAI API key',
  exposure: 'secret',
  where: '/assets/app.js',
  masked: 'sk-proj-…9f3a',
};
const built: SecretScan = { place: 'the built front end', files: 3, bytes: 10, sightings: [], settings: [] };

interface Given {
  readonly served?: readonly ServedBundleData[];
  readonly files?: readonly ServedFileData[];
  readonly folder?: readonly SecretScan[];
}

function judge({ served = [loaded], files = [script], folder = [] }: Given) {
  const of = (kind: string, all: readonly unknown[]) => ({
    evidence: all.map((data) => ({ kind, cell: kind, origin: 'observed', data }) as const),
    missing: all.length > 0 ? [] : [{ cell: kind, because: 'the target file names none' }],
  });
  return secretsInBundle.judge({
    served: of('served-bundle', served),
    files: of('served-file', files),
    folder: of('bundle-folder-secrets', folder),
  });
}

describe('secrets/bundle', () => {
  test.each<[string, Given, string]>([
    ['loaded and clean', {}, 'pass'],
    ['a key in a script', { files: [script, { ...script, sighting: key }] }, 'fail'],
    ['a key in the folder', { folder: [{ ...built, sightings: [key] }] }, 'fail'],
    ['made to be seen', { files: [{ ...script, sighting: { ...key, exposure: 'public' } }] }, 'pass'],
    ['conditional', { files: [{ ...script, sighting: { ...key, exposure: 'conditional' } }] }, 'pass'],
    ['a source map', { served: [{ ...loaded, maps: [{ path: '/app.js.map', exchange: 'x#1' }] }] }, 'pass'],
    ['half loaded', { served: [{ ...loaded, cut: 'only the first 24 scripts were read' }] }, 'unproven'],
    [
      'no page came',
      { served: [{ ...loaded, pages: 0, because: 'GET /: no answer' }], files: [] },
      'unproven',
    ],
    [
      'no page came, but the build is there',
      { served: [{ ...loaded, pages: 0 }], files: [], folder: [built] },
      'pass',
    ],
    ['never asked', { served: [], files: [] }, 'unproven'],
  ])('%s', (_, given, status) => {
    expect(judge(given).status).toBe(status);
  });

  test('a conditional key in the browser is told, with its condition', () => {
    const sighting = { ...key, exposure: 'conditional', provided: 'row-level security is on' } as const;
    expect(judge({ files: [{ ...script, sighting }] }).findings).toMatchObject([
      { level: 'advice', what: expect.stringContaining('row-level security is on') },
    ]);
  });
});
