import { clean, shorten } from './clean.ts';

/** Plain text that is neither markup nor a mention, a reference or a link. */
export function markdownText(value: string): string {
  return escapedMarkdown(shorten(value, 400));
}

/** The same, uncut. */
function escapedMarkdown(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\*_[\]|~]/gu, String.raw`\$&`)
    .replaceAll(/[@#`]/gu, (character) => `&#${character.codePointAt(0)};`)
    .replaceAll('://', ':&#47;&#47;')
    .replaceAll(/\bwww\./giu, 'www&#46;');
}

/** A sentence of ours or of a check, in which backticks enclose code. */
export function markdownProse(value: string): string {
  return value
    .split('`')
    .map((part, index) => (index % 2 === 1 ? markdownCode(part) : escapedMarkdown(part)))
    .join('');
}

/** Code in as many backticks as it takes; a pipe would end a table's cell. */
export function markdownCode(value: string): string {
  const line = shorten(value, 300);
  const fence = '`'.repeat(1 + Math.max(0, ...(line.match(/`+/gu) ?? []).map((run) => run.length)));
  const padding = line.startsWith('`') || line.endsWith('`') || line === '' ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** Lines of code in a block that nothing in them can end. */
export function markdownBlock(value: string, language = ''): string {
  const longest = Math.max(2, ...(value.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${clean(value)}\n${fence}`;
}
