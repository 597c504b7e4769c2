import { sha256Base64 } from '../html/sha256.ts';
import { oneLine } from '../text/clean.ts';
import { markdownBlock, markdownProse } from '../text/markdown.ts';
import type { Pack } from './pack.ts';
import { GAP_WORD, gapsOf, type Block, type Line, type Paper, type Tick } from './paper.ts';

const TICKS: { readonly [state in Tick['state']]: string } = {
  done: '[x]',
  attested: '[ ] attested:',
  open: '[ ]',
  failed: '[ ]',
  'not-applicable': '[ ] not applicable:',
};

/** The pack as files of a folder, by name. */
export function packMarkdown({ title, lead, papers }: Pack): ReadonlyMap<string, string> {
  const index = papers.map((paper) => {
    const gaps = gapsOf(paper).length;
    return `- [${paper.title}](${paper.file}.md)${gaps === 0 ? '' : ` (gaps: ${gaps})`}`;
  });
  const readme = [`# ${prose(title)}`, prose(lead), index.join('\n'), ''].join('\n\n');
  return new Map([
    ['README.md', sealed(readme)],
    ...papers.map((paper) => [`${paper.file}.md`, sealed(paperMarkdown(paper))] as const),
  ]);
}

const SEAL = /^<!-- as written by launch-ready: (\S+) -->\n$/mu;

/** True when nobody has changed a paper since it was written: then it may be written anew. */
export function isAsWritten(text: string): boolean {
  const seal = SEAL.exec(text);
  return seal !== null && sealed(text.slice(0, seal.index)) === text;
}

function sealed(text: string): string {
  return `${text}<!-- as written by launch-ready: ${sha256Base64(text)} -->\n`;
}

/** One paper as a Markdown file. */
function paperMarkdown({ title, lead, parts }: Paper): string {
  return [
    `# ${prose(title)}`,
    prose(lead),
    ...parts.flatMap((part) => [`## ${prose(part.title)}`, ...part.blocks.map(blockText)]),
    '',
  ].join('\n\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return lineText(block.line);
    case 'steps':
      return block.lines.map((line, index) => `${index + 1}. ${lineText(line)}`).join('\n');
    case 'list':
      return block.lines.map((line) => `- ${lineText(line)}`).join('\n');
    case 'ticks':
      return block.ticks
        .map(({ state, what, because }) => `- ${TICKS[state]} ${prose(what)}: ${prose(because)}`)
        .join('\n');
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows.map((row) => row.map(lineText))]
        .map((cells) => `| ${cells.join(' | ')} |`)
        .join('\n');
    case 'code':
      return markdownBlock(block.text);
  }
}

function lineText(line: Line): string {
  return typeof line === 'string' ? prose(line) : `**${GAP_WORD}:** ${prose(line.gap)}`;
}

/** A file mentions nobody and opens no issue: addresses, handles and channels may stand as people write them. */
function prose(value: string): string {
  return markdownProse(oneLine(value))
    .replaceAll('&#64;', '@')
    .replaceAll(/(?<=.)&#35;(?=[a-z])/giu, '#');
}
