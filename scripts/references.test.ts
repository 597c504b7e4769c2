import { expect, test } from 'vitest';
import { programme } from '../auditor/src/cli/main.ts';
import { JSON_MEANINGS } from './json-meanings.ts';
import { renderCommandLine } from './render-command-line.ts';
import { jsonFields, renderJsonReference } from './render-json.ts';

test('every command, argument and option has its line', () => {
  const text = renderCommandLine();
  const { commands } = programme();
  expect(commands.map((one) => one.name())).toEqual(
    expect.arrayContaining(['init', 'audit', 'diff', 'verify']),
  );
  for (const command of commands) {
    expect(text).toContain(`## \`launch-ready ${command.name()}`);
    for (const option of command.options) expect(text).toContain(`\`${option.flags}\``);
  }
  expect(text).toContain('| `[file]` | `launch-ready.yaml` | the target file |');
  expect(text).not.toMatch(/undefined|\[object/);
});

test('every field of the scorecard has its line, and nothing is explained that is not there', () => {
  const text = renderJsonReference();
  const names = jsonFields().map(({ name }) => name);
  expect(names.length).toBeGreaterThan(60);
  for (const name of names) expect(text).toContain(`| \`${name}\` |`);
  expect(Object.keys(JSON_MEANINGS).filter((name) => !names.includes(name))).toEqual([]);
});
