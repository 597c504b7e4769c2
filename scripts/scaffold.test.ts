import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addToIndex, scaffoldCheck } from './scaffold.ts';

const CHECKS = 'auditor/src/checks';
const empty = `import type { Check } from '../core/check.ts';

/** Every check. */
export const CHECKS: readonly Check[] = [];
`;
const three = `import type { Check } from '../core/check.ts';
import { expiredToken } from './authentication/expired-token.ts';
import { openOrigin } from './cors/open-origin.ts';
import { ownLists } from './authorization/list.ts';

/** Every check. */
export const CHECKS: readonly Check[] = [
  // who are you
  expiredToken,
  ownLists,
  openOrigin,
];
`;

describe('scaffoldCheck', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'new-check-'));
    cpSync(join(import.meta.dirname, '..', CHECKS), join(root, CHECKS), { recursive: true });
    writeFileSync(join(root, CHECKS, 'index.ts'), three);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('writes the check, its test and the line', () => {
    expect(scaffoldCheck(root, 'webhooks/late-event')).toEqual({
      kind: 'written',
      files: [
        `${CHECKS}/webhooks/late-event.ts`,
        `${CHECKS}/webhooks/late-event.test.ts`,
        `${CHECKS}/index.ts`,
      ],
    });
    expect(read('webhooks/late-event.ts')).toContain("id: 'webhooks/late-event'");
    expect(read('webhooks/late-event.test.ts')).toContain("from './late-event.ts'");
    expect(read('index.ts')).toContain("import { lateEvent } from './webhooks/late-event.ts';");
  });

  it.each(['let in', 'refused', 'crashed', 'never asked', 'half asked'])('has the case "%s"', (name) => {
    scaffoldCheck(root, 'webhooks/late-event');
    expect(read('webhooks/late-event.test.ts')).toContain(`['${name}', [`);
  });

  it.each(['id', 'decides', 'title', 'why', 'passes', 'sources', 'needs', 'judge', 'fix', 'absentKey'])(
    'has the field %s',
    (field) => {
      scaffoldCheck(root, 'webhooks/late-event');
      expect(read('webhooks/late-event.ts')).toMatch(new RegExp(`^ {2}(// )?${field}: `, 'm'));
    },
  );

  it.each([
    ['LateEvent', 'is not <family>/<name>'],
    ['webhooks', 'is not <family>/<name>'],
    ['webhooks/', 'is not <family>/<name>'],
    ['webhooks/Late', 'is not <family>/<name>'],
    ['webhooks/late--event', 'is not <family>/<name>'],
    ['webhooks/late/event', 'is not <family>/<name>'],
    ['webhooks/../late', 'is not <family>/<name>'],
    ['hooks/late-event', 'no family "hooks"; the families are authentication, '],
    ['../late-event', 'no family ".."'],
  ])('refuses %s and writes nothing', (id, because) => {
    const before = readdirSync(root, { recursive: true });
    expect(scaffoldCheck(root, id)).toEqual({ kind: 'refused', because: expect.stringContaining(because) });
    expect(readdirSync(root, { recursive: true })).toEqual(before);
    expect(read('index.ts')).toBe(three);
  });

  it('refuses to write over a check', () => {
    scaffoldCheck(root, 'webhooks/late-event');
    writeFileSync(join(root, CHECKS, 'webhooks/late-event.ts'), 'mine');
    expect(scaffoldCheck(root, 'webhooks/late-event')).toEqual({
      kind: 'refused',
      because: `${CHECKS}/webhooks/late-event.ts exists already`,
    });
    expect(read('webhooks/late-event.ts')).toBe('mine');
  });

  it('puts the family into a name that is one word or taken', () => {
    scaffoldCheck(root, 'cookies/delete');
    scaffoldCheck(root, 'webhooks/expired-token');
    expect(read('index.ts')).toContain("import { cookiesDelete } from './cookies/delete.ts';");
    expect(read('index.ts')).toContain("import { webhooksExpiredToken } from './webhooks/expired-token.ts';");
  });

  function read(path: string): string {
    return readFileSync(join(root, CHECKS, path), 'utf8');
  }
});

describe('addToIndex', () => {
  it('starts an empty list', () => {
    expect(addToIndex(empty, 'cors/open-origin', 'openOrigin'))
      .toBe(`import type { Check } from '../core/check.ts';
import { openOrigin } from './cors/open-origin.ts';

/** Every check. */
export const CHECKS: readonly Check[] = [
  openOrigin,
];
`);
  });

  it.each([
    ['authentication/alien-token', '  alienToken,\n  expiredToken,'],
    ['authentication/wrong-token', '  expiredToken,\n  wrongToken,\n  ownLists,'],
    ['secrets/in-bundle', '  ownLists,\n  inBundle,\n  openOrigin,'],
    ['handover/run-book', '  openOrigin,\n  runBook,\n];'],
  ])('%s has its place among the families', (id, expected) => {
    const name = expected.split('\n').find((line) => !three.includes(line)) ?? '';
    expect(addToIndex(three, id, name.trim().replace(',', ''))).toContain(expected);
  });

  it('splits a list that fits on one line', () => {
    const short = empty.replace('= []', '= [openOrigin]');
    expect(addToIndex(short, 'handover/run-book', 'runBook')).toContain('= [\n  openOrigin,\n  runBook,\n];');
  });

  it('sorts the import by its path', () => {
    expect(addToIndex(three, 'authentication/wrong-token', 'wrongToken')).toContain(
      "expired-token.ts';\nimport { wrongToken } from './authentication/wrong-token.ts';\nimport { openOrigin",
    );
  });

  it('does not guess where there is no list', () => {
    expect(addToIndex('export const CHECKS = [];', 'cors/open-origin', 'openOrigin')).toBeUndefined();
  });
});
