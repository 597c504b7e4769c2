import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { unknownProduct } from '../report/fixtures/handover.ts';
import { handoverPack } from '../report/handover/pack.ts';
import { packHtml } from '../report/handover/pack-html.ts';
import { packMarkdown } from '../report/handover/pack-markdown.ts';
import { keepEdited } from './keep-edited.ts';

const papers = packMarkdown(handoverPack(unknownProduct));
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launch-ready-papers-'));
  for (const [name, text] of papers) writeFileSync(join(folder, name), text);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('lets papers be written anew as long as nobody has changed them', () => {
  expect(() => keepEdited(folder, papers.keys())).not.toThrow();
  expect(() => keepEdited(join(folder, 'not there'), papers.keys())).not.toThrow();
});

it.each([
  ['was added to', () => appendFileSync(join(folder, 'incident.md'), 'Call Mara.\n')],
  ['is none of ours', () => writeFileSync(join(folder, 'incident.md'), '# Our own incident paper\n')],
  [
    'lost a line',
    () =>
      writeFileSync(join(folder, 'incident.md'), (papers.get('incident.md') ?? '').replace(/^1\. .*$/mu, '')),
  ],
])('keeps a paper that %s', (_, change) => {
  change();
  expect(() => keepEdited(folder, papers.keys())).toThrow('incident.md was changed by somebody');
});

it('keeps a page or a print that is none of ours, and writes its own anew', () => {
  writeFileSync(join(folder, 'handover.html'), packHtml(handoverPack(unknownProduct)));
  writeFileSync(join(folder, 'handover.pdf'), '%PDF-1.4');
  expect(() => keepEdited(folder, ['handover.html', 'handover.pdf'])).not.toThrow();
  const other = mkdtempSync(join(folder, 'other-'));
  writeFileSync(join(other, 'handover.html'), '<h1>What we agreed</h1>');
  writeFileSync(join(other, 'handover.pdf'), '%PDF-1.4');
  expect(() => keepEdited(other, ['handover.html'])).toThrow('handover.html');
  expect(() => keepEdited(other, ['handover.pdf'])).toThrow('handover.pdf');
});
