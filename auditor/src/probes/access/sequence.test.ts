import { describe, expect, it } from 'vitest';
import { farApart, nextAfter } from './sequence.ts';

describe('what comes next', () => {
  it.each([
    ['plain numbers', ['7', '8', '9'], '10'],
    ['numbers with others in between', ['100', '104', '105'], '106'],
    ['a padded number behind a prefix', ['inv_0098', 'inv_0099', 'inv_0100'], 'inv_0101'],
    ['a number with something behind', ['a-7-x', 'a-8-x', 'a-9-x'], 'a-10-x'],
    [
      'a UUID that counts',
      [
        '00000000-0000-4000-8000-00000000000e',
        '00000000-0000-4000-8000-00000000000f',
        '00000000-0000-4000-8000-000000000010',
      ],
      '00000000-0000-4000-8000-000000000011',
    ],
    ['letters and digits', ['s-00ay', 's-00az', 's-00b0'], 's-00b1'],
  ])('is guessed for %s', (_, made, expected) => {
    expect(nextAfter(made, 3)).toContain(expected);
  });

  it.each([
    ['random values', ['f3a9c1', '0be2d4', '9911ac']],
    ['numbers that fall', ['9', '8', '7']],
    ['wide steps', ['1000', '90000', '170000']],
    ['too few', ['1', '2']],
    ['the same again', ['5', '5', '5']],
  ])('is not guessed for %s', (_, made) => {
    expect(nextAfter(made, 3)).toEqual([]);
  });

  it('is told from what is drawn by two values', () => {
    expect(farApart('5f0c1f5e-6d3a-4c1b-9a57-1d2c3b4a5e6f', '9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d')).toBe(
      true,
    );
    expect(farApart('00000000-0000-4000-8000-00000000000e', '00000000-0000-4000-8000-0000000000ff')).toBe(
      false,
    );
    expect(farApart('7', '8')).toBe(false);
  });
});
