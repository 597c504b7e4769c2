import { expect, test } from 'vitest';
import { onInterrupt } from './on-interrupt.ts';

test('takes a press that arrives twice for one, and listens no longer once released', () => {
  const heard: string[] = [];
  const before = process.listenerCount('SIGINT');
  const release = onInterrupt(() => void heard.push('pressed'));
  // As npx and timeout do: theirs, and the terminal's own.
  process.emit('SIGINT', 'SIGINT');
  process.emit('SIGINT', 'SIGINT');
  process.emit('SIGTERM', 'SIGTERM');
  expect(heard).toEqual(['pressed']);
  release();
  expect(process.listenerCount('SIGINT')).toBe(before);
});
