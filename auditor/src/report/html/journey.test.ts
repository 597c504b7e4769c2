import { describe, expect, test } from 'vitest';
import { sampleJourneys } from '../fixtures/journeys.ts';
import { journeySection } from './journey.ts';

describe('what a new customer meets', () => {
  const { markup } = journeySection(sampleJourneys);

  test('shows both devices with their last screens, and where somebody was stuck', () => {
    expect(markup.match(/<img/g)).toHaveLength(2);
    expect(markup).toContain('alt="Screenshot at step 3: Sign up"');
    expect(markup).toContain('beyond the right edge of the screen');
    expect(markup).toContain('stuck here');
    expect(markup).toContain('stats.example');
  });

  test('lets nothing through that a page said', () => {
    expect(markup).toContain('Welcome &lt;b&gt;');
  });

  test('is left out where nobody went', () => {
    expect(journeySection(undefined).markup).toBe('');
    expect(journeySection([]).markup).toBe('');
  });
});
