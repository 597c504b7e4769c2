import { describe, expect, test } from 'vitest';
import { malformedInput } from '../checks/input/malformed.ts';
import { oversizedInput } from '../checks/input/oversized.ts';
import { unknownFields } from '../checks/input/unknown-fields.ts';
import type { Check } from '../core/check.ts';
import { operationOf, rehearse } from '../io/rehearsal.ts';
import type { Probe } from '../io/probe.ts';
import { inputMalformed } from './input-malformed.ts';
import { inputOversized } from './input-oversized.ts';
import { inputUnknownFields } from './input-unknown-fields.ts';
import { openParlour, type ParlourWeakness } from './strangers/parlour.ts';

const target = {
  consent: 'owner' as const,
  identities: { ana: { tenant: 'acme', bearer: '${ANA}' } },
  chat: {
    send: 'POST /v1/say' as const,
    body: { thread: '{{conversation}}', message: { role: 'user', content: '{{prompt}}' } },
    reply: '$.said',
    conversation: '$.thread',
    history: 'GET /v1/threads/{conversation}' as const,
    remove: '/v1/threads/{conversation}',
  },
  limits: { timeout: '1s', patience: '1s' },
};
const title = { type: 'object', required: ['title'], properties: { title: { type: 'string' } } } as const;
const operations = [
  operationOf('POST /v1/notes', { body: { contentType: 'application/json', schema: title } }),
  operationOf('GET /v1/notes/{noteId}', {
    parameters: [{ name: 'noteId', in: 'path', required: true, schema: { type: 'string' } }],
  }),
  operationOf('DELETE /v1/notes/{noteId}', {
    parameters: [{ name: 'noteId', in: 'path', required: true, schema: { type: 'string' } }],
  }),
];

async function judge(probe: Probe, check: Check, ...weaknesses: readonly ParlourWeakness[]) {
  return judgeWith(operations, probe, check, ...weaknesses);
}

async function judgeWith(
  known: typeof operations,
  probe: Probe,
  check: Check,
  ...weaknesses: readonly ParlourWeakness[]
) {
  const run = await rehearse({ probe, target, operations: known, serve: openParlour(...weaknesses) });
  expect(run.requests).toBeLessThanOrEqual(run.planned);
  expect(new Set(run.evidence.map((one) => one.cell)).size).toBe(2);
  const [name = ''] = Object.keys(check.needs);
  return check.judge({ [name]: { evidence: run.evidence, missing: [] } });
}

describe('malformed input', () => {
  test.each<[string, readonly ParlourWeakness[], string, readonly string[]]>([
    ['a product that says no with a 200', [], 'pass', []],
    ['a null character brings it down', ['trips-over-null'], 'fail', ['null-character']],
    ['nesting brings it down', ['trips-over-depth'], 'fail', ['deep-nesting']],
    ['half a character hangs it', ['hangs-on-half-characters'], 'fail', ['lone-surrogate']],
    ['it fails once and not again', ['trips-once'], 'unproven', []],
    ['it answers nothing but errors', ['always-fails'], 'unproven', []],
  ])('%s', async (_name, weaknesses, status, variants) => {
    const verdict = await judge(inputMalformed, malformedInput, ...weaknesses);
    expect(verdict.status).toBe(status);
    const found = verdict.findings.map((one) => one.fingerprint.split('|')[1]);
    expect([...new Set(found)]).toEqual(variants);
  });

  test('that it guesses what broken JSON meant is advice', async () => {
    const verdict = await judge(inputMalformed, malformedInput, 'guesses-broken-json');
    expect([verdict.status, verdict.findings[0]?.level]).toEqual(['pass', 'advice']);
  });
});

describe('oversized input', () => {
  test.each<[string, readonly ParlourWeakness[], string]>([
    ['refused with a 200', [], 'pass'],
    ['kept whole', ['takes-any-length'], 'fail'],
    ['a product that shows nothing again', ['takes-any-length', 'shows-nothing'], 'unproven'],
    ['a product that only fails', ['always-fails'], 'unproven'],
  ])('%s', async (_name, weaknesses, status) => {
    expect((await judge(inputOversized, oversizedInput, ...weaknesses)).status).toBe(status);
  });
});

describe('a long text before the id of what was made', () => {
  const weak = ['takes-any-length', 'says-the-id-last'] as const;

  test('decides nothing by itself', async () => {
    const verdict = await judge(inputOversized, oversizedInput, ...weak);
    expect(verdict.findings.map((one) => one.where)).toEqual(['POST /v1/say']);
    expect([verdict.decided, verdict.undecided.length]).toEqual([1, 1]);
  });

  test('is found in the list', async () => {
    const known = [...operations, operationOf('GET /v1/notes')];
    const verdict = await judgeWith(known, inputOversized, oversizedInput, ...weak);
    expect(verdict.findings.map((one) => one.where)).toContain('POST /v1/notes');
  });
});

describe('unknown fields', () => {
  test.each<[string, readonly ParlourWeakness[], string]>([
    ['refused or dropped', [], 'pass'],
    ['the role that a client claims', ['believes-roles'], 'fail'],
    ['metadata that a client adds', ['keeps-everything'], 'fail'],
    ['a product that only fails', ['always-fails'], 'unproven'],
  ])('%s', async (_name, weaknesses, status) => {
    expect((await judge(inputUnknownFields, unknownFields, ...weaknesses)).status).toBe(status);
  });
});
