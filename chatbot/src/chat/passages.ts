/** About what fits a screen; longer passages dilute the search. */
const PASSAGE_CHARACTERS = 700;

/** The readable text of a file: markup, comments and hidden scripts are not content. */
export function readableText(content: string, kind: string): string {
  if (kind !== 'text/html') return content;
  return content
    .replaceAll(/<!--[\s\S]*?-->/g, ' ')
    .replaceAll(/<(script|style|template|noscript)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Cuts a text into passages at the ends of lines, or hard where a line is too long. */
export function cutPassages(text: string): readonly string[] {
  const passages: string[] = [];
  let current = '';
  for (const piece of text.split('\n').flatMap(cutLine)) {
    if (current.length + piece.length > PASSAGE_CHARACTERS) {
      passages.push(current);
      current = '';
    }
    current += `${piece}\n`;
  }
  passages.push(current);
  return passages.map((passage) => passage.trim()).filter(Boolean);
}

const cutLine = (line: string): readonly string[] =>
  line.match(new RegExp(`.{1,${PASSAGE_CHARACTERS}}`, 'gu')) ?? [''];
