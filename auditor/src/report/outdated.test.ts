import { describe, expect, test } from 'vitest';
import { TargetSchema, type TargetInput } from '../core/target.ts';
import { changesBetween, outdated, type Subject } from './outdated.ts';

const FILE: TargetInput = { schema: 1, app: 'https://app.example.com', repo: '.', bundle: './dist' };
const then: Subject = { target: TargetSchema.parse(FILE), commit: 'a'.repeat(40), builtAt: 5, at: 10 };

function now(change: Partial<Omit<Subject, 'target'>> & { readonly file?: Partial<TargetInput> }): Subject {
  const { file = {}, ...rest } = change;
  return { ...then, ...rest, target: TargetSchema.parse({ ...FILE, ...file }) };
}

const ACCESS = 'authorization/read-object';

describe('evidence is older than what it speaks of', () => {
  test.each<[string, Subject, string, string | undefined]>([
    ['never, when nothing changed', now({ at: 99 }), ACCESS, undefined],
    ['when the repository moved on', now({ commit: 'b'.repeat(40) }), ACCESS, 'aaaaaaaaaa to bbbbbbbbbb'],
    [
      'not for a domain, when the repository moved on',
      now({ commit: 'b'.repeat(40) }),
      'email/spf',
      undefined,
    ],
    ['when the front end was built again', now({ builtAt: 11 }), 'secrets/bundle', 'built again'],
    ['not elsewhere, when the front end was built again', now({ builtAt: 11 }), ACCESS, undefined],
    [
      'when the product is at another address',
      now({ file: { app: 'https://b.example' } }),
      'tls/hosts',
      'app',
    ],
    [
      'when other accounts act',
      now({ file: { identities: { ana: { bearer: '${A}' } } } }),
      ACCESS,
      'identities',
    ],
    [
      'not of files, when other accounts act',
      now({ file: { identities: { ana: { bearer: '${A}' } } } }),
      'secrets/history',
      undefined,
    ],
    [
      'when something else is expected',
      now({ file: { expect: { private: ['/api/**'] } } }),
      ACCESS,
      'expect',
    ],
    [
      'when another domain sends mail',
      now({ file: { domain: { name: 'b.example' } } }),
      'email/spf',
      'domain',
    ],
    ['not when waivers changed: they are no evidence', now({ file: { waivers: [] } }), ACCESS, undefined],
  ])('%s', (_, later, check, because) => {
    const said = outdated(check, changesBetween(then, later)) ?? 'nothing';
    expect(said).toContain(because ?? 'nothing');
  });

  test('for every reason that there is', () => {
    const later = now({ commit: 'b'.repeat(40), file: { expect: { private: ['/api/**'] } } });
    expect(outdated(ACCESS, changesBetween(then, later))).toMatch(/moved from .*, and .* under expect$/);
  });
});
