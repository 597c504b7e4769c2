import { describe, expect, it } from 'vitest';
import { readAnswers } from './answers.ts';

const read = (text: string) => readAnswers(text, 'answers.yaml', () => new Set(['secrets', 'latency']));

describe('a questionnaire that was filled in', () => {
  it('is read, also with yes and no as YAML has them', () => {
    expect(read('product: Acme\nanswers:\n  secrets: yes\n  latency: false\n')).toMatchObject({
      ok: true,
      value: { product: 'Acme', answers: { secrets: 'yes', latency: 'no' } },
    });
  });

  it.each([
    ['an answer that is none', 'answers:\n  secrets: maybe\n', 2],
    ['a question that there is not', 'answers:\n  secrets: yes\n  sekrets: no\n', 3],
    ['a profile that there is not', 'profile: all\nanswers: {}\n', 1],
  ])('tells of %s with its line', (_, text, line) => {
    const result = read(text);
    if (result.ok) throw new Error('it was accepted');
    expect(result.error[0]?.place?.line).toBe(line);
  });

  it('tells when it holds nothing', () => {
    expect(read('').ok).toBe(false);
  });
});
