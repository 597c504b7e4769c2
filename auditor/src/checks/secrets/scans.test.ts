import { describe, expect, test } from 'vitest';
import type { SecretScan, SecretSighting } from '../../evidence/secret-scan.ts';
import { judgeScans } from './sightings.ts';

const clean: SecretScan = { place: 'the repository', files: 12, bytes: 3000, sightings: [], settings: [] };
const key: SecretSighting = {
  rule: 'openai-key',
  title: 'OpenAI API key',
  exposure: 'secret',
  where: 'src/config.ts:12',
  masked: 'sk-proj-…9f3a',
};

const judge = (...scans: readonly SecretScan[]) =>
  judgeScans({
    evidence: scans.map((data) => ({ kind: 'repository-secrets', cell: 'scan', origin: 'observed', data })),
    missing: [],
  });
const withSighting = (change: Partial<SecretSighting>) =>
  judge({ ...clean, sightings: [{ ...key, ...change }] });

describe('searches for credentials', () => {
  test.each<[string, Partial<SecretScan>, string]>([
    ['clean', {}, 'pass'],
    ['a key', { sightings: [key] }, 'fail'],
    ['nothing was searched', { files: 0 }, 'unproven'],
    ['half searched', { cut: 'the clone is shallow' }, 'unproven'],
    ['half searched, and a key', { cut: 'the clone is shallow', sightings: [key] }, 'fail'],
    ['a .env under version control', { settings: ['.env'] }, 'pass'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...clean, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  test.each<[string, Partial<SecretSighting>, string, number]>([
    ['made to be seen', { exposure: 'public' }, 'pass', 0],
    ['conditional, where nobody outside looks', { exposure: 'conditional' }, 'pass', 0],
    ['only called a secret', { loose: true }, 'pass', 1],
    ['in a test', { where: 'tests/fixtures/key.pem:1' }, 'pass', 1],
    ['in a template of settings', { where: '.env.example:3' }, 'fail', 1],
    ['in an old version', { where: 'src/config.ts in 3f2c1a9 (2026-03-01)' }, 'fail', 1],
  ])('%s', (_, change, status, findings) => {
    const verdict = withSighting(change);
    expect(verdict.status).toBe(status);
    expect(verdict.findings).toHaveLength(findings);
  });

  test('a file of settings is told as advice', () => {
    const [finding] = judge({ ...clean, settings: ['apps/web/.env'] }).findings;
    expect(finding).toMatchObject({ level: 'advice', where: 'apps/web/.env' });
  });

  test('one key in one file is one finding, whoever looks twice', () => {
    expect(judge({ ...clean, sightings: [key, key] }).findings).toHaveLength(1);
  });
});
