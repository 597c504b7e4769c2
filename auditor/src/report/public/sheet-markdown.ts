import { clean, oneLine } from '../text/clean.ts';
import { markdownText } from '../text/markdown.ts';
import type { Sheet } from './sheet.ts';

/** The page for a repository, a wiki or a mail. */
export function sheetMarkdown({ title, lead, answer, facts, entriesTitle, entries, closing }: Sheet): string {
  return [
    `# ${markdownText(title)}`,
    markdownText(lead),
    ...(answer === undefined ? [] : [`**${markdownText(answer.words)}**`]),
    ['| | |', '|---|---|', ...facts.map(([term, value]) => `| ${term} | ${markdownText(value)} |`)].join(
      '\n',
    ),
    `## ${entriesTitle}`,
    ...entries.flatMap(({ title: name, words, text, evidence }) => [
      `### ${markdownText(name)}`,
      [
        `**${markdownText(words)}.**`,
        ...(text === '' ? [] : [markdownText(text)]),
        ...(evidence === undefined ? [] : [`<br>*${markdownText(evidence)}*`]),
      ].join(' '),
    ]),
    ...closing.flatMap(({ title: name, text, code }) => [
      `## ${markdownText(name)}`,
      markdownText(text),
      ...(code === undefined
        ? []
        : [`\`\`\`\n${code.split('\n').map(oneLine).map(clean).join('\n')}\n\`\`\``]),
    ]),
    '',
  ].join('\n\n');
}
