import { expect, test } from 'vitest';
import { TargetSchema, type TargetInput } from '../../core/target.ts';
import type { Resolver } from '../resolver.ts';
import { hostRules } from './host-rules.ts';

const RESOLVER: Resolver = {
  name: '10.0.0.2',
  query: () => Promise.resolve({ kind: 'no-answer', reason: 'timeout', message: 'nobody asked' }),
};

function rules(file: Partial<TargetInput>) {
  return hostRules(TargetSchema.parse({ schema: 1, ...file }), RESOLVER);
}

test('names of the file lead where it says, others where DNS says', async () => {
  expect(
    await rules({
      app: 'https://app.example.test',
      api: 'https://api.example.com',
      network: { hosts: { 'app.example.test': '127.0.0.1:8443', 'cdn.example.test:443': '[::1]:9443' } },
    }),
  ).toEqual([
    'MAP app.example.test 127.0.0.1:8443',
    'MAP cdn.example.test:443 [::1]:9443',
    'EXCLUDE api.example.com',
    'EXCLUDE *.api.example.com',
  ]);
});

test('an address is itself', async () => {
  expect(await rules({ app: 'http://127.0.0.1:3000' })).toEqual(['EXCLUDE 127.0.0.1']);
});

test('a name that the resolver of the file does not know leads nowhere', async () => {
  expect(await rules({ app: 'https://app.example.com', network: { resolver: '10.0.0.2' } })).toEqual([]);
});
