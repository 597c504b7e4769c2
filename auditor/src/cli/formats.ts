import { renderHtml } from '../report/html.ts';
import type { ReportInput } from '../report/input.ts';
import { renderJson } from '../report/json.ts';
import { renderJunit } from '../report/junit.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderMatrixCsv } from '../report/matrix.ts';
import { buyerSheet } from '../report/public/buyer.ts';
import { questionnaireSheet } from '../report/public/questionnaire.ts';
import type { Sheet } from '../report/public/sheet.ts';
import { sheetHtml } from '../report/public/sheet-html.ts';
import { sheetMarkdown } from '../report/public/sheet-markdown.ts';
import { trustSheet } from '../report/public/trust.ts';
import { renderSarif } from '../report/sarif.ts';
import { renderTerminal } from '../report/terminal.ts';
import { screenOf } from './screen.ts';

type Render = (input: ReportInput) => string;

export interface Format {
  /** What is printed when no folder is named; a PDF is always a file. */
  readonly print?: Render;
  /** Files that are written into the folder, by name. One that ends in `.pdf` is the page that is printed on paper. */
  readonly files: { readonly [name: string]: Render };
}

/** Every format that a run can be told in. */
export const FORMATS: { readonly [format: string]: Format } = {
  terminal: { print: (input) => renderTerminal(input, screenOf(process.stdout)), files: {} },
  html: one('report.html', renderHtml),
  pdf: { files: { 'report.pdf': renderHtml } },
  json: one('scorecard.json', renderJson),
  sarif: one('report.sarif', renderSarif),
  junit: one('junit.xml', renderJunit),
  md: one('report.md', renderMarkdown),
  csv: one('access.csv', ({ matrix }) => renderMatrixCsv(matrix ?? [])),
  buyer: one('buyer.html', (input) => sheetHtml(buyerSheet(input))),
  'buyer-pdf': { files: { 'buyer.pdf': (input) => sheetHtml(buyerSheet(input)) } },
  trust: sheet('trust', trustSheet),
  questionnaire: sheet('questionnaire', questionnaireSheet),
};

function one(name: string, render: Render): Format {
  return { print: render, files: { [name]: render } };
}

function sheet(name: string, make: (input: ReportInput) => Sheet): Format {
  const markdown: Render = (input) => sheetMarkdown(make(input));
  return {
    print: markdown,
    files: { [`${name}.md`]: markdown, [`${name}.html`]: (input) => sheetHtml(make(input)) },
  };
}
