import { describe, expect, test } from 'vitest';
import { ResponseSecret, type ResponseSecretData } from '../../evidence/response-secret.ts';
import { secretsInResponses } from './responses.ts';

const searched: ResponseSecretData = {
  where: 'GET /api/config',
  exchange: 'cors#1',
  line: 'GET /api/config as ana → 200',
  to: 'shown',
};
const sighting = {
  rule: 'openai-key',
  title: 'OpenAI API key',
  exposure: 'secret',
  where: 'GET /api/config',
  masked: 'sk-proj-…9f3a',
} as const;

const judge = (...answers: readonly ResponseSecretData[]) =>
  secretsInResponses.judge({
    answers: {
      evidence: answers.map((data) => ({
        kind: ResponseSecret.kind,
        cell: 'observer',
        origin: 'observed',
        data,
      })),
      missing: [],
    },
  });

describe('secrets/responses', () => {
  test.each<[string, Partial<ResponseSecretData>, string]>([
    ['searched, nothing found', {}, 'pass'],
    ['a key shown to a customer', { sighting }, 'fail'],
    ['a key shown to anybody', { to: 'open', sighting }, 'fail'],
    ['a new key for the one who asked', { to: 'issued', sighting }, 'pass'],
    ['made to be seen', { sighting: { ...sighting, exposure: 'public' } }, 'pass'],
    ['conditional', { to: 'open', sighting: { ...sighting, exposure: 'conditional' } }, 'pass'],
    ['only called a secret', { sighting: { ...sighting, loose: true } }, 'pass'],
    ['the secret of a webhook, to its owner', { sighting: { ...sighting, rule: 'webhook-secret' } }, 'pass'],
    [
      'the secret of a webhook, to anybody',
      { to: 'open', sighting: { ...sighting, rule: 'webhook-secret' } },
      'fail',
    ],
  ])('%s', (_, change, status) => {
    expect(judge({ ...searched, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });

  test('says where, and shows the exchange', () => {
    expect(judge(searched, { ...searched, sighting }).findings).toMatchObject([
      {
        where: 'GET /api/config',
        exhibits: [{ exchange: 'cors#1' }],
        what: expect.stringContaining('An OpenAI API key (sk-proj-…9f3a)'),
      },
    ]);
  });
});
