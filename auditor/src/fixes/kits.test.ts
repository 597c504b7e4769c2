import { describe, expect, it } from 'vitest';
import { CHECKS } from '../checks/index.ts';
import { FRAMEWORKS } from '../core/stack.ts';
import { KITS } from './index.ts';
import { contextFor } from './samples.ts';

describe('kits', () => {
  it('exist for every name that a check gives', () => {
    const named = new Set(CHECKS.flatMap((check) => check.fix.kits ?? []));
    expect(named.size).toBeGreaterThan(5);
    expect([...named].filter((id) => !KITS.some((kit) => kit.id === id))).toEqual([]);
  });

  it('have names of their own', () => {
    expect(new Set(KITS.map((kit) => kit.id)).size).toBe(KITS.length);
  });

  it.each(KITS.flatMap((kit) => FRAMEWORKS.map((framework) => [kit.id, framework, kit] as const)))(
    '%s for %s has files, a way back, and says how it was tried',
    (_id, framework, kit) => {
      const { files, wiring, triedHow } = kit.recipe(contextFor(framework));
      expect(files.length).toBeGreaterThan(0);
      expect(new Set(files.map((one) => one.path)).size).toBe(files.length);
      for (const { path, text } of files) {
        expect(path).toMatch(/^[\w./-]+$/u);
        expect(text).toMatch(/\S\n$/u);
      }
      for (const text of [...wiring, triedHow, kit.explanation, kit.undo]) {
        expect(text).toMatch(/\S/u);
        expect(text).not.toMatch(/undefined|\[object/u);
      }
    },
  );
});
