import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Environments, Rollback } from '../evidence/deployment.ts';
import { operationOf, rehearse } from '../io/rehearsal.ts';
import { environments } from './environments.ts';
import { rollback } from './rollback.ts';
import { servedCommit } from './served-commit.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-ready-deployment-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe('reading environments', () => {
  const compared = async (staging: string, production: string) => {
    const { evidence, requests } = await rehearse({
      probe: environments,
      folder,
      target: { environments: { staging, production } },
      operations: [],
      serve: () => ({}),
    });
    expect(requests).toBe(0);
    return Environments.schema.parse(evidence[0]?.data);
  };

  it('keeps keys, hosts and equality, and no value', async () => {
    put(
      '.env.staging',
      'DB=postgres://app:hunter22@db.staging.example.com:5432/app\nEMPTY=\nJWT_SECRET="longer-than-eight"\n',
    );
    put(
      'vercel.json',
      '{"env":[{"key":"JWT_SECRET","value":"longer-than-eight"},{"key":"PUBLIC_URL","value":"https://app.example.com/x"}]}',
    );
    const read = await compared('.env.staging', 'vercel.json');
    const [staging, production] = read.stages.map(({ variables }) => variables);
    expect(staging?.map(({ key, kind, hosts }) => [key, kind, hosts])).toEqual([
      ['DB', 'secret', ['db.staging.example.com']],
      ['EMPTY', 'plain', []],
      ['JWT_SECRET', 'secret', []],
    ]);
    expect(production?.[0]?.print).toBe(staging?.[2]?.print);
    expect(production?.[1]).toMatchObject({ kind: 'address', hosts: ['app.example.com'] });
    expect(JSON.stringify(read)).not.toMatch(/hunter22|longer-than/);
  });

  it('understands Compose files, and says what it cannot read', async () => {
    put(
      'compose.yml',
      'services:\n  app:\n    image: app\n    environment:\n      - PORT=3000\n      - APP_URL=http://localhost:3000\n  db:\n    environment:\n      POSTGRES_DB: app\n',
    );
    put('empty.json', '[]');
    const read = await compared('compose.yml', 'empty.json');
    expect(read.stages[0]?.variables.map(({ key }) => key)).toEqual(['PORT', 'APP_URL', 'POSTGRES_DB']);
    expect(read.unread).toEqual(['empty.json holds no variables that can be read']);
  });
});

describe.skipIf(process.platform === 'win32')('a rollback', () => {
  const held = (run: string, allowCommands = true) =>
    rehearse({
      probe: rollback,
      folder,
      allowCommands,
      target: {
        identities: { ana: { bearer: '${ANA}' } },
        environments: { rollback: { run, forward: 'rm -f back' } },
        release: { get: '/version' },
      },
      operations: [operationOf('GET /api/me')],
      serve: ({ path }) =>
        path === '/version'
          ? { body: { commit: existsSync(join(folder, 'back')) ? 'aaaaaaa' : 'bbbbbbb' } }
          : { body: {} },
    });

  it('is done, looked at and taken back', async () => {
    const { evidence, leftBehind } = await held('touch back');
    expect(Rollback.schema.parse(evidence[0]?.data)).toMatchObject({
      before: 'bbbbbbb',
      earlier: 'aaaaaaa',
      forward: 'bbbbbbb',
      calls: [{ status: 200 }],
    });
    expect(leftBehind).toEqual([]);
  });

  it('is not done without consent', async () => {
    const { results, requests } = await held('touch back', false);
    expect(results[0]?.result).toMatchObject({ kind: 'undecided' });
    expect(requests).toBe(0);
  });
});

it('a commit cannot be compared without a repository', async () => {
  const { results } = await rehearse({
    probe: servedCommit,
    folder,
    target: { repo: '.', release: { get: '/version' } },
    operations: [],
    serve: () => ({ body: { commit: 'a' } }),
  });
  expect(results[0]?.result).toMatchObject({ kind: 'undecided' });
});
