import { styleText } from 'node:util';

const WIDTH = 96;

type Colour = 'green' | 'red';

// `stream` makes NO_COLOR and a file instead of a terminal count.
export const paint = (colour: Colour, text: string) =>
  styleText([colour, 'bold'], text, { stream: process.stdout });
export const bold = (text: string) => styleText('bold', text, { stream: process.stdout });
export const dim = (text: string) => styleText('dim', text, { stream: process.stdout });

/** A title with what it took, and the verdict below it. */
export function headline(title: string, took: string, colour: Colour, verdict: string): readonly string[] {
  return [`  ${bold(title)}  ${dim(took)}`, `  ${paint(colour, verdict)}`];
}

/** Lines of a readable width, each moved in by some letters. */
export function indented(text: string, by: number): readonly string[] {
  return wrap(text, WIDTH - by).map((line) => `${' '.repeat(by)}${line}`);
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

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
