import { describe, expect, it } from 'vitest';
import {
  Environments,
  Rollback,
  ServedCommit,
  type EnvironmentsData,
  type RollbackData,
  type ServedCommitData,
  type Variable,
} from '../../evidence/deployment.ts';
import { Attested } from '../../evidence/attestation.ts';
import { judgeOne } from '../samples.ts';
import { environments } from './environments.ts';
import { rollback } from './rollback.ts';
import { servedCommit } from './served-commit.ts';

const call = { exchange: 'a#1', line: 'GET /api/version as anonymous → 200', status: 200 };
const crash = { exchange: 'a#2', line: 'GET /api/me as ana → 500', status: 500 };
const silence = { exchange: 'a#3', line: 'GET /api/version as anonymous → timeout', because: 'no answer' };

const secret = (key: string, print: string, change: Partial<Variable> = {}): Variable => ({
  key,
  print,
  kind: 'secret',
  hosts: [],
  ...change,
});
const address = (key: string, ...hosts: string[]) => secret(key, hosts.join(), { kind: 'address', hosts });
const plain = (key: string) => secret(key, key, { kind: 'plain' });

const read = (staging: readonly Variable[], production: readonly Variable[]): EnvironmentsData => ({
  stages: [
    { stage: 'staging', file: '.env.staging', variables: [...staging] },
    { stage: 'production', file: '.env.production', variables: [...production] },
  ],
  unread: [],
  own: ['app.chatbot.test'],
});

describe('environments', () => {
  const key = secret('OPENAI_API_KEY', 'one');
  it.each<[string, EnvironmentsData, string, number]>([
    ['apart', read([key], [secret('OPENAI_API_KEY', 'two')]), 'pass', 0],
    ['with one key for both', read([key], [secret('MODEL_KEY', 'one')]), 'fail', 1],
    ['with the same port', read([plain('PORT')], [plain('PORT')]), 'pass', 0],
    ['with a key missing', read([key, plain('PORT')], [plain('PORT')]), 'fail', 1],
    ['with a flag missing: advice', read([plain('DEBUG')], [plain('PORT')]), 'pass', 1],
    ['with a local app address', read([], [address('APP_URL', 'localhost')]), 'fail', 1],
    ['with a cache on the same machine', read([], [address('REDIS', '127.0.0.1')]), 'pass', 0],
    [
      'with a staging origin',
      read([], [address('CORS_ORIGINS', 'app.example.com', 'staging.example.com')]),
      'fail',
      1,
    ],
    [
      'with an origin that the target file names',
      read([], [address('APP_URL', 'app.chatbot.test')]),
      'pass',
      0,
    ],
    ['with a mail relay on the same machine', read([], [address('SMTP_URL', '127.0.0.1')]), 'pass', 0],
    ['with every origin', read([], [address('CORS_ORIGINS', '*')]), 'fail', 1],
    ['with an inbox for tests', read([], [address('SMTP_HOST', 'sandbox.smtp.mailtrap.io')]), 'fail', 1],
    ['with a secret for browsers', read([], [secret('VITE_STRIPE_SECRET', 'x')]), 'fail', 1],
  ])('%s', (_, data, status, findings) => {
    const verdict = judgeOne(environments, 'environments', Environments, data);
    expect(verdict.status).toBe(status);
    expect(verdict.findings).toHaveLength(findings);
  });

  it('are open where one could not be read', () => {
    const data = { stages: [], unread: ['.env.production: it does not exist'], own: [] };
    expect(judgeOne(environments, 'environments', Environments, data).status).toBe('unproven');
  });
});

describe('the commit that is served', () => {
  const commit = 'a'.repeat(40);
  const judge = (change: Partial<ServedCommitData>) =>
    judgeOne(servedCommit, 'commits', ServedCommit, {
      call,
      served: commit,
      checkout: { commit },
      ...change,
    });
  it.each<[string, Partial<ServedCommitData>, string, number]>([
    ['is the one in the repository', {}, 'pass', 0],
    ['is told short', { served: 'aaaaaaaa' }, 'pass', 0],
    ['is another', { served: 'b'.repeat(40) }, 'fail', 1],
    ['lies in a changed tree: advice', { checkout: { commit, changed: 2 } }, 'pass', 1],
    ['is a version number', { served: '1.2.3' }, 'unproven', 0],
  ])('%s', (_, change, status, findings) => {
    const verdict = judge(change);
    expect(verdict.status).toBe(status);
    expect(verdict.findings).toHaveLength(findings);
  });

  it('is not told', () => {
    const verdict = judgeOne(servedCommit, 'commits', ServedCommit, { call: silence, checkout: { commit } });
    expect(verdict.status).toBe('unproven');
  });
});

describe('a rollback', () => {
  const done: RollbackData = {
    boundMs: 900_000,
    before: 'bbb',
    earlier: 'aaa',
    tookMs: 4_000,
    calls: [call],
    forward: 'bbb',
    last: call,
  };
  const { earlier: _earlier, tookMs: _took, ...nothing } = done;
  const judge = (data: RollbackData) => judgeOne(rollback, 'rollbacks', Rollback, data).status;
  const word = (minutes: number) =>
    judgeOne(rollback, 'said', Attested['rollback-tried'], {
      claim: 'rollback-tried',
      by: 'Mara Lind',
      on: '2026-11-20',
      until: '2027-02-18',
      holds: true,
      evidence: 'the log of that day',
      about: [],
      readOn: '2026-11-30',
      figures: { minutes },
    });

  it('counts on somebody’s word where it was not done, within the same minutes', () => {
    expect(word(6)).toMatchObject({ status: 'pass', attested: [expect.stringContaining('Mara Lind')] });
    expect(word(40).status).toBe('fail');
  });

  it.each<[string, RollbackData, string]>([
    ['works, both ways', done, 'pass'],
    ['takes too long', { ...done, tookMs: 1_000_000 }, 'fail'],
    ['changes nothing', nothing, 'fail'],
    ['ends in silence', { ...nothing, last: silence }, 'unproven'],
    ['brings back what does not work', { ...done, calls: [crash] }, 'fail'],
    ['brings back what nobody asked', { ...done, calls: [] }, 'unproven'],
    ['cannot be undone', { ...done, forward: 'aaa' }, 'unproven'],
  ])('%s', (_, data, status) => {
    expect(judge(data)).toBe(status);
  });
});
