import { expect, test } from 'vitest';
import { pagesSeen } from './pages.ts';

const recording = (name: string, pages: readonly string[]) => ({
  name,
  file: `${name}.har`,
  exchanges: [],
  credentials: [],
  sessions: [],
  pages,
});

test('pages are those that anybody opens, each once, without the first and without those of one object', () => {
  const ana = recording('ana', ['/', '/login', '/studio', '/studio/42', '/p/5f0c1f5e6d3a4c1b9a571d2c']);
  const bea = recording('bea', ['/login', '/settings/team']);
  expect(pagesSeen([ana, bea])).toEqual(['/login', '/studio', '/settings/team']);
});
