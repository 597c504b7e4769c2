import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineOf } from './outline.ts';

const INCIDENT = `# Incident

1. Tell Mara (mara@example.com, +49 30 1234567) and post in #incidents.
2. Switch the chat off: set CHAT_ENABLED=false.
3. Rotate the model key at the provider.
- [ ] Roll back with ./rollback.sh
`;

describe('the outline of a paper', () => {
  it('counts steps and contacts and knows what it speaks of', () => {
    expect(outlineOf(INCIDENT)).toMatchObject({
      steps: 4,
      contacts: 3,
      unfilled: [],
      topics: ['people told', 'switch off', 'rotate keys', 'roll back'],
    });
  });

  it.each([
    ['Call <name> first', 1],
    ['Owner: TBD', 1],
    ['Phone: ____', 1],
    ['TODO write this', 1],
    ['[your name]', 1],
    ['Lorem ipsum dolor sit amet', 1],
    ['Run `rollback <release>`', 0],
    ['Our todos are elsewhere', 0],
    ['- [x] done', 0],
  ])('sees whether “%s” was left to be filled in', (line, count) => {
    expect(outlineOf(line).unfilled).toHaveLength(count);
  });

  it('knows nothing of a paper in another language, and says so by silence', () => {
    expect(outlineOf('1. Anrufen: mara@example.com\n2. Zurückdrehen').topics).toEqual([]);
  });

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        const { unfilled, steps } = outlineOf(text);
        expect(unfilled.every((line) => line.length <= 80)).toBe(true);
        expect(steps).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
