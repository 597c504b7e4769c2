import { performance } from 'node:perf_hooks';
import { emptyInput, hostileInput, largeInput } from '../auditor/src/report/fixtures/extremes.ts';
import { sampleInput, sampleMatrix } from '../auditor/src/report/fixtures/sample.ts';
import { renderHtml } from '../auditor/src/report/html.ts';
import { renderJson } from '../auditor/src/report/json.ts';
import { renderJunit } from '../auditor/src/report/junit.ts';
import { renderMarkdown } from '../auditor/src/report/markdown.ts';
import { renderMatrixCsv } from '../auditor/src/report/matrix.ts';
import { noPaint } from '../auditor/src/report/paint.ts';
import { renderSarif } from '../auditor/src/report/sarif.ts';
import { renderTerminal } from '../auditor/src/report/terminal.ts';

/** How long reports take and how large they get: `npm run bench:reports`. The goal is two seconds for any of them. */
const GOAL_MS = 2_000;

const RENDERERS = {
  html: renderHtml,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  md: renderMarkdown,
  csv: (input: typeof sampleInput) => renderMatrixCsv(input.matrix ?? []),
  terminal: (input: typeof sampleInput) => renderTerminal(input, { paint: noPaint, width: 100 }),
};

const INPUTS = {
  sample: { ...sampleInput, matrix: sampleMatrix },
  'nothing asked': emptyInput,
  hostile: hostileInput,
  '2,000 findings': largeInput,
};

let slowest = 0;
for (const [name, input] of Object.entries(INPUTS)) {
  for (const [format, render] of Object.entries(RENDERERS)) {
    const began = performance.now();
    const text = render(input);
    const took = performance.now() - began;
    slowest = Math.max(slowest, took);
    const size = `${Math.ceil(text.length / 1000)} kB`;
    process.stdout.write(
      `${name.padEnd(16)} ${format.padEnd(9)} ${took.toFixed(0).padStart(6)} ms ${size.padStart(9)}\n`,
    );
  }
}
process.stdout.write(`\nThe slowest took ${slowest.toFixed(0)} ms; the goal is ${GOAL_MS} ms.\n`);
process.exitCode = slowest <= GOAL_MS ? 0 : 1;
