import { describe, expect, test } from 'vitest';
import { GuestUpgrade, type GuestUpgradeData, type Upgrade } from '../../evidence/account-entry.ts';
import { answer, ben, crashed, judgeOne } from '../samples.ts';
import { guestUpgrade } from './guest-upgrade.ts';

const became: Upgrade = { upgrade: answer(200), entered: answer(200), isVictim: true };
const stayed: Upgrade = { upgrade: answer(401), entered: answer(200), isVictim: false };
const refused: GuestUpgradeData = {
  person: ben,
  operation: 'POST /guest/upgrade',
  guest: stayed,
  genuine: became,
  attack: stayed,
};
const judge = (...data: GuestUpgradeData[]) => judgeOne(guestUpgrade, 'upgrades', GuestUpgrade, ...data);

describe('authentication/guest-upgrade', () => {
  test.each<[string, Partial<GuestUpgradeData>, string]>([
    ['let in', { attack: became, again: became }, 'fail'],
    ['let in once only', { attack: became, again: stayed }, 'unproven'],
    ['refused', {}, 'pass'],
    ['crashed', { attack: { ...stayed, upgrade: crashed() } }, 'unproven'],
    ['who it is then crashed', { attack: { ...stayed, entered: crashed() } }, 'unproven'],
    ['the guest was the victim', { guest: became }, 'unproven'],
    ['half asked: the right password does nothing', { genuine: stayed }, 'unproven'],
  ])('%s', (_, change, status) => {
    expect(judge({ ...refused, ...change }).status).toBe(status);
  });

  test('never asked', () => {
    expect(judge().status).toBe('unproven');
  });
});
