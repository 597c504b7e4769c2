/**
 * The words of each command in a shell text: quotes, escapes and continued lines as `sh` has them, and as browsers write
 * them for `cmd` (`^"`, `^` at the end of a line). Nothing is expanded and nothing is run.
 */
export function commandsIn(text: string): readonly (readonly string[])[] {
  const plain = isCmd(text) ? withoutCarets(text) : text.replaceAll(/\\\r?\n/g, ' ');
  const commands: string[][] = [[]];
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  let at = 0;
  while (at < plain.length) {
    const letter = plain.charAt(at);
    if (letter === "'" || letter === '"' || (letter === '$' && plain.charAt(at + 1) === "'")) {
      const quoted = letter === '"' ? doubleQuoted(plain, at + 1) : singleQuoted(plain, at, letter === '$');
      word = (word ?? '') + quoted.text;
      at = quoted.end;
    } else if (letter === '\\') {
      word = (word ?? '') + plain.charAt(at + 1);
      at += 2;
    } else if (/[\n;&|]/.test(letter)) {
      endWord();
      commands.push([]);
      at += 1;
    } else if (/\s/.test(letter)) {
      endWord();
      at += 1;
    } else if (letter === '#' && word === undefined) {
      const end = plain.indexOf('\n', at);
      at = end === -1 ? plain.length : end;
    } else {
      word = (word ?? '') + letter;
      at += 1;
    }
  }
  endWord();
  return commands.filter((words) => words.length > 0);
}

interface Quoted {
  readonly text: string;
  /** Where it goes on after the closing quote. */
  readonly end: number;
}

function singleQuoted(text: string, at: number, isAnsi: boolean): Quoted {
  const start = isAnsi ? at + 2 : at + 1;
  let end = start;
  while (end < text.length && text.charAt(end) !== "'") end += isAnsi && text.charAt(end) === '\\' ? 2 : 1;
  const inner = text.slice(start, end);
  return { text: isAnsi ? unescapeAnsi(inner) : inner, end: end + 1 };
}

function doubleQuoted(text: string, start: number): Quoted {
  let end = start;
  while (end < text.length && text.charAt(end) !== '"') end += text.charAt(end) === '\\' ? 2 : 1;
  return { text: text.slice(start, end).replaceAll(/\\(["\\$`])/g, '$1'), end: end + 1 };
}

const ANSI: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t' };

function unescapeAnsi(text: string): string {
  return text.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/gs,
    (_, u?: string, x?: string, one?: string) => {
      const code = u ?? x;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return ANSI[one ?? ''] ?? one ?? '';
    },
  );
}

function isCmd(text: string): boolean {
  return /\bcurl(?:\.exe)?\b[^\n]*\^(?:"|\r?\n)/.test(text);
}

/** In `cmd` the caret escapes the next sign, and a line that ends with one goes on. */
function withoutCarets(text: string): string {
  return text.replaceAll(/\^\r?\n/g, ' ').replaceAll(/\^([\s\S])/g, '$1');
}
