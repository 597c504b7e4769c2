import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../auditor/src/checks/index.ts';
import { PROFILES } from '../auditor/src/profiles/index.ts';
import { checkPages } from './check-pages.ts';

describe('the pages on the checks', () => {
  const pages = checkPages(CHECKS, PROFILES);

  it('are one per check, an index and the coverage, each once', () => {
    expect(CHECKS.length).toBeGreaterThan(0);
    expect(pages).toHaveLength(CHECKS.length + 2);
    expect(new Set(pages.map(({ path }) => path)).size).toBe(pages.length);
  });

  it('link only to each other', () => {
    const paths = new Set(pages.map(({ path }) => path));
    const links = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\(([^)#:]+\.md)\)/g)].map(([, target = '']) =>
        posix.join(posix.dirname(path), target),
      ),
    );
    expect(links.length).toBeGreaterThan(CHECKS.length);
    expect(links.filter((target) => !paths.has(target))).toEqual([]);
  });

  it('find an article for every place that a check decides', () => {
    expect(pages[0]?.text.split('## Named by a check')[1]).toBeUndefined();
  });
});
