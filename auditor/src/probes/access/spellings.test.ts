import { describe, expect, test } from 'vitest';
import { spellingsOf } from './spellings.ts';

describe('spellings of a path', () => {
  test('change the fixed segments and leave the id alone', () => {
    const all = spellingsOf('/api/notes/{id}', '/api/notes/Ab7');
    expect(all.length).toBeGreaterThan(8);
    for (const { path } of all) expect(path).toContain('Ab7');
    expect(all.map((one) => one.path)).toContain('/API/notes/Ab7');
    expect(all.map((one) => one.path)).toContain('/%61pi/notes/Ab7');
    expect(all.map((one) => one.path)).toContain('//api/notes/Ab7');
  });

  test('leave out what changes nothing', () => {
    const names = spellingsOf('/API/notes', '/API/notes').map((one) => one.name);
    expect(names).not.toContain('capital letters');
    expect(names).toContain('a trailing slash');
  });

  test('skip a path that consists of ids only', () => {
    expect(spellingsOf('/{tenant}/{id}', '/acme/7')).toEqual([]);
  });
});
