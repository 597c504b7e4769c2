import { describe, expect, test } from 'vitest';
import { TenantSelector, type ReadAttempt } from '../../evidence/object-read.ts';
import { answer, crashed, heldRead, judgeOne, showing, silent } from '../samples.ts';
import { tenantSelector } from './tenant-selector.ts';

const judge = (...data: ReadAttempt[]) => judgeOne(tenantSelector, 'selections', TenantSelector, ...data);

describe('authorization/tenant-selector', () => {
  test.each<[string, Partial<ReadAttempt>, string]>([
    ['let in', { attack: showing(), again: showing() }, 'fail'],
    ['refused', { attack: answer(403) }, 'pass'],
    ['the tenant named is ignored', { variant: 'x-tenant-id: acme', attack: answer(200) }, 'pass'],
    ['crashed', { attack: crashed() }, 'unproven'],
    ['timed out', { attack: silent() }, 'unproven'],
    ['half asked', { ownerAfter: undefined }, 'unproven'],
    ['attacker’s credential is dead', { attackerControl: answer(401) }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge(heldRead(change)).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
