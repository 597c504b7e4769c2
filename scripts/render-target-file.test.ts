import { expect, test } from 'vitest';
import { formatProblem } from '../auditor/src/intake/problem.ts';
import { readTargetFile } from '../auditor/src/intake/target-file.ts';
import { targetShape } from '../auditor/src/intake/target-shape.ts';
import { renderTargetFile } from './render-target-file.ts';
import { EXAMPLE } from './target-file-example.ts';

test('the example is a good target file without a single remark', () => {
  const read = readTargetFile(EXAMPLE, 'launch-ready.yaml');
  expect((read.ok ? read.value.notices : read.error).map(formatProblem)).toEqual([]);
});

test('every key of the schema has its place on the page', () => {
  const text = renderTargetFile();
  const keys = Object.keys(targetShape().properties ?? {});
  expect(keys.length).toBeGreaterThan(25);
  for (const key of keys) expect(text).toContain(`\`${key}\``);
  for (const deep of [
    'identities.*.login.post',
    'chat.upload.ready.value',
    'webhooks.in[].secret',
    'journeys.*[].mail.link',
  ]) {
    expect(text).toContain(`| \`${deep}\` |`);
  }
});

test('no line lacks its meaning', () => {
  const lines = renderTargetFile()
    .split('\n')
    .filter((line) => line.startsWith('| `') && line.endsWith('|  |'));
  expect(lines).toEqual([]);
});
