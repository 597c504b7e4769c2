import { describe, expect, test } from 'vitest';
import { ApiKeyScope, type ApiKeyScopeData } from '../../evidence/api-key-scope.ts';
import { ana, answer, crashed, judgeOne, open, shut, unclear } from '../samples.ts';
import { apiKeyScopes } from './api-key-scopes.ts';

type Way = ApiKeyScopeData['ways'][number];

const refused: Way = { name: 'X-Api-Key', works: open(), garbage: shut(), attempt: shut(403) };
const narrow: ApiKeyScopeData = {
  operation: 'GET /keys',
  person: ana,
  scope: 'read',
  allowed: 'GET /me',
  allowedControl: answer(200),
  control: answer(200),
  ways: [
    { ...refused, name: 'Authorization: Bearer' },
    { name: 'Api-Key', works: shut() },
  ],
};
const besides = (change: Partial<Way>): Partial<ApiKeyScopeData> => ({
  ways: [...narrow.ways, { ...refused, ...change }],
});
const judge = (...data: ApiKeyScopeData[]) => judgeOne(apiKeyScopes, 'keys', ApiKeyScope, ...data);

describe('authorization/api-key-scopes', () => {
  test.each<[string, Partial<ApiKeyScopeData>, string]>([
    ['let in by an alias', besides({ attempt: open(), again: open() }), 'fail'],
    ['let in once only', besides({ attempt: open(), again: shut() }), 'unproven'],
    ['refused', {}, 'pass'],
    ['refused by the alias as well', besides({}), 'pass'],
    ['crashed', besides({ attempt: unclear(crashed()) }), 'unproven'],
    ['the alias crashed', besides({ works: unclear(crashed()) }), 'unproven'],
    ['anything is let in there', besides({ attempt: open(), again: open(), garbage: open() }), 'unproven'],
    ['half asked: no made-up key', besides({ garbage: undefined }), 'unproven'],
    ['the key works nowhere', { ways: [{ name: 'Api-Key', works: shut() }] }, 'unproven'],
    ['no way was tried', { ways: [] }, 'unproven'],
    ['its owner may not do that either', { control: answer(403) }, 'unproven'],
    ['its owner is locked out', { allowedControl: answer(401) }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...narrow, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
