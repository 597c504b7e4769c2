import { describe, expect, it } from 'vitest';
import { median, quantileInterval } from './quantile.ts';

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('the interval of a 95th percentile', () => {
  it('has no upper end below 72 samples: the largest of them may lie beneath it', () => {
    expect(quantileInterval(upTo(71), 0.95)).not.toHaveProperty('high');
    expect(quantileInterval(upTo(72), 0.95)).toMatchObject({ high: 72 });
  });

  it.each([
    // Computed from the binomial distribution: the outermost ranks whose tails hold at most 2.5 %.
    [100, { low: 90, estimate: 95, high: 100 }],
    [200, { low: 184, estimate: 190, high: 197 }],
  ])('of %i samples', (count, expected) => {
    expect(quantileInterval(upTo(count), 0.95)).toEqual(expected);
    expect(quantileInterval(upTo(count).reverse(), 0.95)).toEqual(expected);
  });

  it('is nothing without samples, and narrows with more', () => {
    expect(quantileInterval([], 0.95)).toBeUndefined();
    expect(quantileInterval([7], 0.95)).toEqual({ estimate: 7, low: 7 });
    const width = (count: number) => {
      const { low = 0, high = Infinity } = quantileInterval(upTo(count), 0.95) ?? {};
      return (high - low) / count;
    };
    expect(width(400)).toBeLessThan(width(100));
  });
});

it('the median is a value that was seen', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1])).toBe(1);
  expect(median([])).toBe(0);
});
