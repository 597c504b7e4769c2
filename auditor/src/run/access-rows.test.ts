import { describe, expect, it } from 'vitest';
import type { Cell } from '../core/cell.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Operation } from '../core/operation.ts';
import { noCredentials } from '../checks/authentication/no-credentials.ts';
import { existenceOracle } from '../checks/authorization/existence-oracle.ts';
import { readObject } from '../checks/authorization/read-object.ts';
import type { ReadAttempt } from '../evidence/object-read.ts';
import type { Seen } from '../evidence/seen.ts';
import { accessRows } from './access-rows.ts';

const READ = 'GET /api/notes/{id}';
const [ana, bea] = [
  { name: 'ana', tenant: 'acme' },
  { name: 'bea', tenant: 'globex' },
];

const seen = (as: string, status: number, canary = false): Seen => ({
  exchange: `${as}#1`,
  line: `${READ} as ${as} → ${status}`,
  status,
  content: 'json',
  canary,
  marks: canary ? ['word'] : [],
  answered: true,
});

const attempt = (over: Partial<ReadAttempt> = {}): ReadAttempt => ({
  operation: READ,
  resource: 'note',
  victim: ana,
  attacker: bea,
  relation: 'other-tenant',
  expected: 'unsaid',
  variant: 'as-is',
  concerns: true,
  ownerControl: seen('ana', 200, true),
  attackerControl: seen('bea', 200, true),
  sibling: true,
  attack: seen('bea', 404),
  door: 'shut',
  ownerAfter: seen('ana', 200, true),
  ...over,
});

const leak = { attack: seen('bea', 200, true), again: seen('bea', 200, true), door: 'open' } as const;

const cell = (id: string, over: Partial<Cell> = {}): Cell => ({
  id,
  probe: 'object-read',
  title: id,
  operation: READ,
  identities: ['ana', 'bea'],
  phase: 'reads',
  effect: 'read',
  cost: { requests: 1, tokens: 0, mails: 0 },
  yields: ['object-read'],
  ...over,
});

const operation = (id: string, declared: Operation['declared'] = 'protected'): Operation => ({
  id,
  method: 'GET',
  path: id.slice(4),
  parameters: [],
  declared,
  destructive: false,
  costly: false,
  mails: false,
  source: 'list',
});

function rowsOf(attempts: readonly ReadAttempt[], more: { readonly unanswered?: readonly Cell[] } = {}) {
  const cells = attempts.map((_, at) => cell(`c${at}`));
  const evidence = attempts.map((data, at): Evidence<unknown> => ({
    kind: 'object-read',
    cell: `c${at}`,
    origin: 'observed',
    data,
  }));
  const unanswered = more.unanswered ?? [];
  return accessRows({
    checks: [existenceOracle, readObject, noCredentials],
    material: {
      cells: [...cells, ...unanswered],
      leftOut: [{ kind: 'object-read', what: 'GET /api/bills/{id}', because: 'it needs an id', add: '' }],
      evidence,
      open: new Map(unanswered.map((one) => [one.id, { because: 'ana could not plant a word' }])),
      absent: {},
    },
    operations: [READ, 'GET /api/bills/{id}', 'GET /api/me']
      .map((id) => operation(id))
      .concat(operation('GET /health', 'public')),
    tenants: new Map([
      ['ana', 'acme'],
      ['bea', 'globex'],
    ]),
    fingerprint: (text) => `hash of ${text}`,
  });
}

describe('accessRows', () => {
  it.each([
    ['let in', leak, 'proven'],
    ['a colleague let in, and nothing said', { ...leak, relation: 'same-tenant' }, 'unsaid'],
    [
      'a colleague let into what is private',
      { ...leak, relation: 'same-tenant', expected: 'private' },
      'proven',
    ],
    ['refused', {}, 'held'],
    ['let in once', { attack: leak.attack, again: seen('bea', 404) }, 'not-assessed'],
    ['crashed', { attack: { ...seen('bea', 500), answered: false } }, 'not-assessed'],
    ['the owner sees nothing', { ownerAfter: seen('ana', 500) }, 'not-assessed'],
  ] as const)('%s: %#', (_, over, state) => {
    const [row] = rowsOf([attempt(over)]);
    expect(row).toMatchObject({ operation: READ, identity: 'bea', state });
    expect(row?.because).not.toBe('');
  });

  it('names the finding as the scorecard does', () => {
    const [row] = rowsOf([attempt(leak)]);
    expect(row?.finding).toMatch(/^hash of authorization\/read-object\|/);
  });

  it('says of what was asked in vain, and of what nobody asked, that it was not assessed', () => {
    const unanswered = [cell('c9', { yields: ['anonymous-read'], identities: ['ana'] })];
    const rows = rowsOf([attempt()], { unanswered });
    const told = rows.map(({ operation: at, identity, state, because }) => [at, identity, state, because]);
    expect(told).toContainEqual([READ, 'nobody', 'not-assessed', 'ana could not plant a word']);
    expect(told).toContainEqual(['GET /api/bills/{id}', 'bea', 'not-assessed', 'it needs an id']);
    expect(told).toContainEqual(['GET /api/me', 'bea', 'not-assessed', 'no question was put about it']);
    expect(told).toContainEqual(['GET /health', 'bea', 'public', 'declared public']);
    expect(rows.filter((row) => row.state === 'held')).toHaveLength(1);
  });

  it('knows the relation of a question that got no answer', () => {
    const rows = rowsOf([attempt()], { unanswered: [cell('c9')] });
    expect(rows.map((row) => row.relation)).not.toContain('same-tenant');
  });

  it('is empty where access was not asked about', () => {
    expect(rowsOf([])).toEqual([]);
  });
});
