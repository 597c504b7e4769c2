import { describe, expect, it } from 'vitest';
import { oneTimeCode } from './totp.ts';

describe('one-time codes', () => {
  // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_234_567_890, '005924'],
    [20_000_000_000, '353130'],
  ])('at %d seconds is %s', (seconds, code) => {
    expect(oneTimeCode(secret, seconds * 1000)).toBe(code);
  });

  it('reads a key as people copy it', () => {
    expect(oneTimeCode('gezd gnbv gy3t qojq gezd gnbv gy3t qojq', 59_000)).toBe('287082');
    expect(oneTimeCode(`${secret}====`, 59_000)).toBe('287082');
  });
});
