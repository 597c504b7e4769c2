import { styleText } from 'node:util';
import type { Audited } from '../audited.ts';
import type { DemoOutcome, ShownFlaw } from './judge-demo.ts';

type Seen = Pick<Audited, 'scorecard' | 'auditSeconds'>;

interface DemoText {
  readonly sound: Seen;
  readonly flawed: Audited;
  readonly outcome: DemoOutcome;
  readonly reports: { readonly sound: string; readonly flawed: string };
  /** Plan, fixes and hand-over of the flawed product. */
  readonly papers: readonly string[];
  readonly seconds: number;
}

const WIDTH = 96;

/** What the demo tells a founder who has never seen a report. */
export function renderDemo({ sound, flawed, outcome, reports, papers, seconds }: DemoText): string {
  const count = outcome.flaws.length;
  return [
    '',
    ...headline('The sound product, behind a whole launch', sound, 'green', 'Ready'),
    ...indent(sound.scorecard.headline),
    '',
    ...headline('The same product with controls switched off', flawed, 'red', 'Not ready'),
    ...indent(`${plural(count, 'break')}, each proven by the product’s own answers:`),
    '',
    ...outcome.flaws.flatMap(shownFlaw),
    bold('  Read the reports'),
    `    sound    ${reports.sound}`,
    `    flawed   ${reports.flawed}`,
    '',
    bold('  What to do about the second'),
    ...papers.map((path) => `    ${path}`),
    '',
    ...ending(outcome, seconds),
    '',
  ].join('\n');
}

function headline(title: string, { scorecard, auditSeconds }: Seen, colour: Colour, verdict: string) {
  const cost = `${scorecard.run.requests} requests, ${Math.round(auditSeconds)} s`;
  return [`  ${bold(title)}  ${dim(cost)}`, `  ${paint(colour, verdict)}`];
}

function shownFlaw({ flaw, proof }: ShownFlaw): readonly string[] {
  return [
    `    ${paint('red', '✗')} ${bold(flaw.breaks)}`,
    ...wrap(proof, WIDTH - 6).map((line) => `      ${line}`),
    `      ${dim(`switched off: ${flaw.lowers.join(', ')}`)}`,
    '',
  ];
}

function ending({ problems }: DemoOutcome, seconds: number): readonly string[] {
  const time = dim(`${Math.round(seconds)} s in all`);
  if (problems.length === 0) return [`  ${paint('green', 'Both came out as they must.')}  ${time}`];
  return [
    `  ${paint('red', 'Not everything came out as it must.')}  ${time}`,
    ...problems.map((problem) => `    ${problem}`),
  ];
}

function indent(text: string): readonly string[] {
  return wrap(text, WIDTH - 2).map((line) => `  ${line}`);
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length >= width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

type Colour = 'green' | 'red';

// `stream` makes NO_COLOR and a file instead of a terminal count.
const paint = (colour: Colour, text: string) => styleText([colour, 'bold'], text, { stream: process.stdout });
const bold = (text: string) => styleText('bold', text, { stream: process.stdout });
const dim = (text: string) => styleText('dim', text, { stream: process.stdout });

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
