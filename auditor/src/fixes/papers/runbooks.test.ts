import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../intake/outline.ts';
import { contextFor } from '../samples.ts';
import { runbooks } from './runbooks.ts';

describe('runbooks', () => {
  it.each([
    ['incident', 8, ['people told', 'switch off', 'rotate keys', 'roll back']],
    ['failed-deploy', 4, ['people told', 'roll back']],
    ['key-rotation', 7, ['rotate keys']],
    ['rollback', 5, ['people told', 'roll back']],
    ['chat-off', 4, ['switch off']],
  ])('%s has steps and speaks of its subject', (name, steps, topics) => {
    const { files } = runbooks.recipe(contextFor('generic'));
    const text = files.find((one) => one.path.endsWith(`/${name}.md`))?.text ?? '';
    const outline = outlineOf(text);
    expect(outline.steps).toBe(steps);
    expect(outline.topics).toEqual(expect.arrayContaining(topics));
    expect(outlineOf(text.replaceAll(/<\w+>/gu, 'Mara Lind')).unfilled).toEqual([]);
    // What is not filled in is seen: files alone make nobody ready.
    expect(outline.unfilled).not.toEqual([]);
  });
});
