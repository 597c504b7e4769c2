import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from 'launch-ready';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from './define-flaw.ts';
import { FLAWS } from './index.ts';
import { KNOWN_FLAWS } from './known-flaws.ts';

const files = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((folder) =>
    readdirSync(join(import.meta.dirname, folder.name)).map((file) => `${folder.name}/${file}`),
  )
  .toSorted();

describe('the list of flaws', () => {
  it('has every file, in the folder of its family and named after its id', () => {
    expect(files.length).toBeGreaterThan(0);
    expect(FLAWS.map(({ family, id }) => `${family}/${id}.ts`).toSorted()).toEqual(files);
  });

  it('has each id once, and only known ones', () => {
    const ids = FLAWS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, family } of FLAWS) expect(KNOWN_FLAWS[family]).toContain(id);
  });

  it('knows each flaw in one family only', () => {
    const known = FAMILIES.flatMap((family) => KNOWN_FLAWS[family]);
    expect(new Set(known).size).toBe(known.length);
  });

  it.each(FLAWS)('$id says what it breaks, lowers and must make fail', (flaw) => {
    expect(flaw.breaks).toMatch(/\.$/);
    expect(flaw.lowers.length).toBeGreaterThan(0);
    expect(flaw.seenIn).not.toBe('');
    expect(flaw.mustFail.length + flaw.mustAdvise.length).toBeGreaterThan(0);
    for (const { check } of flaw.mayFail) expect(flaw.mustFail).not.toContain(check);
  });

  it.each(FLAWS)('$id names checks that the auditor has', ({ mustFail, mayFail, mustAdvise }) => {
    const known = CHECKS.map(({ id }) => id);
    for (const check of [...mustFail, ...mustAdvise, ...mayFail.map((one) => one.check)])
      expect(known).toContain(check);
  });
});
