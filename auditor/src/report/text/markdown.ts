import { shorten } from './clean.ts';

/** Plain text that is neither markup nor a mention, a reference or a link. */
export function markdownText(value: string): string {
  return escapedMarkdown(shorten(value, 400));
}

/** The same, uncut. */
export function escapedMarkdown(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\*_[\]|~]/gu, String.raw`\$&`)
    .replaceAll(/[@#`]/gu, (character) => `&#${character.codePointAt(0)};`)
    .replaceAll('://', ':&#47;&#47;')
    .replaceAll(/\bwww\./giu, 'www&#46;');
}
