import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notesTarget, NOTES_ENV } from '../strangers/tiny/notes-target.ts';
import { workplace } from './workplace.ts';

const NOWHERE = notesTarget({ url: 'http://127.0.0.1:9' });

/** Runs a command in an empty place with this target file; nothing may be left on the disk, since nothing was begun. */
async function refused(
  target: unknown,
  args: readonly string[] = ['audit'],
  env: { [name: string]: string } = NOTES_ENV,
) {
  using place = workplace(env);
  const file = target === undefined ? join(place.folder, 'launch-ready.yaml') : place.write(target);
  const [command = 'audit', ...rest] = args;
  const result = await place.run(command === 'audit' ? [command, file, ...rest] : args);
  expect(result.stdout).toBe('');
  expect(existsSync(place.runs)).toBe(false);
  return result;
}

describe('a target file that cannot be used is explained, with exit code 64', () => {
  const text = JSON.stringify(NOWHERE, null, 2);
  it.each<[string, unknown, readonly RegExp[]]>([
    [
      'is not there',
      undefined,
      [/Cannot read the target file .*launch-ready\.yaml: it does not exist/, /target-file\.md/],
    ],
    [
      'is no YAML',
      'schema: 1\nidentities:\n  ana: { tenant: acme\nwhoami: x',
      [/launch-ready\.yaml:\d+:\d+/, /\^/],
    ],
    ['is empty', '', [/launch-ready\.yaml/]],
    ['is something else', '- just\n- a list', [/launch-ready\.yaml/]],
    ['has an unknown key', { ...NOWHERE, indentities: {} }, [/indentities/, /identities\b.*\?/s, /:\d+:\d+/]],
    [
      'has an unknown key inside',
      text.replace('"tenancy": {', '"tenancy": { "nmae": "x",'),
      [/nmae/, /\bname\b/],
    ],
    [
      'holds a secret',
      { ...NOWHERE, identities: { ana: { bearer: 'hunter2-the-password' } } },
      [/ana\.bearer is a secret written out/, /set the variable/],
    ],
    ['gives a wrong value', text.replace('"session"', '"telepathy"'), [/tenancy/, /path/, /header/]],
    [
      'names a file that is not there',
      { ...NOWHERE, routes: { openapi: './missing.json' } },
      [/missing\.json/, /routes\.openapi/, /does not exist/],
    ],
    ['says nothing to look at', { schema: 1 }, [/nothing to look at/]],
  ])('which %s', async (_, target, messages) => {
    const { exit, stderr } = await refused(target);
    expect(exit).toBe(64);
    for (const message of messages) expect(stderr).toMatch(message);
    expect(stderr).not.toContain('hunter2');
  });

  it('whose variable is not set', async () => {
    const { exit, stderr } = await refused(NOWHERE, ['audit'], { ANA: 'word-of-ana' });
    expect(exit).toBe(64);
    expect(stderr).toMatch(/BEA/);
    expect(stderr).not.toMatch(/ANA\b.*not set/);
  });

  it('which does not consent', async () => {
    const { consent: _, ...silent } = NOWHERE;
    const { exit, stderr } = await refused(silent);
    expect(exit).toBe(64);
    expect(stderr).toMatch(/consent: owner/);
  });

  it('which names no profile, and neither does the command', async () => {
    const { profile: _, ...open } = NOWHERE;
    const { exit, stderr } = await refused(open);
    expect(exit).toBe(64);
    expect(stderr).toMatch(/profile.*b2b-onboarding/s);
  });
});

describe('a command that cannot be used is explained, with exit code 64', () => {
  it.each<[string, readonly string[], readonly RegExp[]]>([
    [
      'an unknown --only',
      ['audit', '--only', 'authorisation'],
      [/--only authorisation/, /Did you mean authorization/],
    ],
    ['an unknown profile', ['audit', '--profile', 'startup'], [/startup/, /b2b-onboarding/]],
    ['an unknown format', ['audit', '--format', 'docx'], [/docx/, /terminal/, /json/]],
    ['one unknown format of two', ['audit', '--format', 'json,docx'], [/docx/]],
    [
      'a format by a word that every object knows',
      ['audit', '--format', 'constructor'],
      [/constructor/, /terminal/],
    ],
    ['an unknown option', ['audit', '--fast'], [/--fast/]],
    [
      'a folder for reports that is a file',
      ['audit', '--out', '/dev/null'],
      [/Cannot write reports to \/dev\/null/, /--out/],
    ],
    [
      'a folder for reports that cannot be made',
      ['audit', '--out', '/proc/reports'],
      [/Cannot write reports to \/proc\/reports/],
    ],
    ['an unknown command', ['adit'], [/adit/, /audit/]],
    [
      'a run to resume that is not there',
      ['audit', '--resume', '20260101-000000-abcd'],
      [/no run 20260101-000000-abcd/],
    ],
    ['a path for a run', ['audit', '--resume', '../../etc'], [/no run/]],
    ['no run to show', ['show', 'latest'], [/no runs in/]],
    ['no run to replay', ['replay', 'latest'], [/no runs in/]],
  ])('%s', async (_, args, messages) => {
    const { exit, stderr } = await refused(NOWHERE, args);
    expect(exit).toBe(64);
    for (const message of messages) expect(stderr).toMatch(message);
  });
});
