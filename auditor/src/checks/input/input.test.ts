import { describe, expect, test } from 'vitest';
import {
  InputMalformed,
  InputOversized,
  InputUnknownFields,
  type InputMalformedData,
  type InputOversizedData,
  type InputUnknownFieldsData,
} from '../../evidence/input-try.ts';
import { judgeOne } from '../samples.ts';
import { malformedInput } from './malformed.ts';
import { oversizedInput } from './oversized.ts';
import { unknownFields } from './unknown-fields.ts';

const call = (status?: number) => ({
  exchange: `input#${status}`,
  line: `POST /say as ana → ${status ?? 'timeout'}`,
  ...(status === undefined ? { because: 'no answer within 15 s' } : { status }),
});
const works = { call: call(200), works: true };
const fails = { call: call(503), works: false };
const base = {
  operation: 'POST /say',
  identity: 'ana',
  before: works,
  after: works,
  variant: 'deep-nesting',
  what: 'lists 40000 levels deep',
  sent: call(400),
};

describe('input/malformed', () => {
  const refused: InputMalformedData = { ...base, ordinary: false };
  const crashed: InputMalformedData = { ...refused, sent: call(500), again: call(500) };

  test.each<[string, InputMalformedData[], string]>([
    ['refused', [refused], 'pass'],
    ['taken and made sense of', [{ ...refused, sent: call(200), ordinary: true }], 'pass'],
    ['crashed twice', [crashed], 'fail'],
    ['hung twice', [{ ...crashed, sent: call(), again: call() }], 'fail'],
    ['crashed once', [{ ...crashed, again: call(400) }], 'unproven'],
    ['crashed, and nothing works afterwards', [{ ...crashed, after: fails }], 'unproven'],
    ['refused, and nothing works afterwards', [{ ...refused, after: fails }], 'unproven'],
    ['nothing works to begin with', [{ ...crashed, before: fails }], 'unproven'],
    ['slowed down', [{ ...refused, sent: call(429) }], 'unproven'],
    ['half asked', [refused, { ...crashed, again: call(400) }], 'unproven'],
    ['never asked', [], 'unproven'],
  ])('%s', (_name, data, status) => {
    expect(judgeOne(malformedInput, 'tries', InputMalformed, ...data).status).toBe(status);
  });
});

describe('input/oversized', () => {
  const refused: InputOversizedData = { ...base, variant: 'message', characters: 200_000, kept: 'refused' };
  const taken: InputOversizedData = { ...refused, sent: call(200), kept: 'whole', look: call(200) };

  test.each<[string, InputOversizedData[], string]>([
    ['refused', [refused], 'pass'],
    ['shortened', [{ ...taken, kept: 'cut' }], 'pass'],
    ['kept whole', [taken], 'fail'],
    ['taken, and nothing shows what became of it', [{ ...taken, kept: 'unseen' }], 'unproven'],
    ['crashed twice', [{ ...taken, sent: call(500), again: call(500), kept: 'unseen' }], 'fail'],
    ['crashed once', [{ ...taken, sent: call(500), again: call(413), kept: 'unseen' }], 'unproven'],
    ['nothing works to begin with', [{ ...taken, before: fails }], 'unproven'],
    ['never asked', [], 'unproven'],
  ])('%s', (_name, data, status) => {
    expect(judgeOne(oversizedInput, 'tries', InputOversized, ...data).status).toBe(status);
  });
});

describe('input/unknown-fields', () => {
  const dropped: InputUnknownFieldsData = {
    ...base,
    sent: call(200),
    taken: true,
    visible: true,
    stored: [],
    look: call(200),
  };
  const stored = [{ name: 'role', value: 'system' }];

  test.each<[string, InputUnknownFieldsData[], string]>([
    ['refused', [{ ...dropped, sent: call(400), taken: false, visible: false }], 'pass'],
    ['dropped', [dropped], 'pass'],
    ['kept', [{ ...dropped, stored }], 'fail'],
    ['taken, and nothing shows them', [{ ...dropped, visible: false }], 'unproven'],
    [
      'crashed',
      [{ ...dropped, sent: call(500), again: call(500), taken: false, visible: false }],
      'unproven',
    ],
    ['nothing works to begin with', [{ ...dropped, before: fails, stored }], 'unproven'],
    ['never asked', [], 'unproven'],
  ])('%s', (_name, data, status) => {
    expect(judgeOne(unknownFields, 'tries', InputUnknownFields, ...data).status).toBe(status);
  });
});
