import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILIES } from '../auditor/src/core/check.ts';
import { checkText, testText } from './scaffold-text.ts';

export type Scaffolded =
  | { readonly kind: 'written'; readonly files: readonly string[] }
  | { readonly kind: 'refused'; readonly because: string };

const CHECKS = 'auditor/src/checks';

/**
 * Writes the three files of a new check: the check, its test, and one import and one line in the list.
 * Refuses before it writes anything.
 *
 * @param root the repository
 * @param id `<family>/<name>`
 */
export function scaffoldCheck(root: string, id: string): Scaffolded {
  const [family = '', file = '', ...more] = id.split('/');
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(file) || more.length > 0) {
    return refused(`"${id}" is not <family>/<name> with a name such as expired-token`);
  }
  if (!FAMILIES.some((known) => known === family)) {
    return refused(`there is no family "${family}"; the families are ${FAMILIES.join(', ')}`);
  }
  const [check, test, index] = [`${id}.ts`, `${id}.test.ts`, 'index.ts'].map((path) => `${CHECKS}/${path}`);
  if (check === undefined || test === undefined || index === undefined) return refused('no files');
  const taken = [check, test].find((path) => existsSync(join(root, path)));
  if (taken !== undefined) return refused(`${taken} exists already`);
  const list = readFileSync(join(root, index), 'utf8');
  const name = exportName(family, file, list);
  const longer = addToIndex(list, id, name);
  if (longer === undefined)
    return refused(`${index} has no list of the form "CHECKS: readonly Check[] = […]"`);
  mkdirSync(join(root, CHECKS, family), { recursive: true });
  writeFileSync(join(root, check), checkText(id, name));
  writeFileSync(join(root, test), testText(id, name, file));
  writeFileSync(join(root, index), longer);
  return { kind: 'written', files: [check, test, index] };
}

/**
 * Adds a check to the text of `checks/index.ts`: the import by its path, the line by family and name, in the order of
 * the families. Undefined when the text has no list.
 */
export function addToIndex(text: string, id: string, name: string): string | undefined {
  const list = /(CHECKS: readonly Check\[\] = \[)([^\]]*)(\];)/.exec(text);
  if (list === null) return undefined;
  const [whole, open = '', body = '', close = ''] = list;
  const imports = importsOf(text);
  const idOf = (line: string) => imports.find((one) => line.trim() === `${one.name},`)?.id;
  const lines = body.includes('\n') ? body.split('\n').slice(1, -1) : oneEach(body);
  const listed = inserted(lines, `  ${name},`, (line) => rank(idOf(line)) > rank(id));
  const longer = text.replace(whole, () => [open, ...listed, close].join('\n'));
  const line = `import { ${name} } from './${id}.ts';`;
  const all = longer.split('\n');
  const lastImport = all.findLastIndex((one) => one.startsWith('import '));
  const later = all.findIndex((one) => {
    const path = importPath(one);
    return path !== undefined && path > id;
  });
  return all.toSpliced(later === -1 ? lastImport + 1 : later, 0, line).join('\n');
}

function importsOf(text: string): readonly { readonly name: string; readonly id: string }[] {
  return text.split('\n').flatMap((line) => {
    const name = /^import \{ (\w+) \}/.exec(line)?.[1];
    const id = importPath(line);
    return name === undefined || id === undefined ? [] : [{ name, id }];
  });
}

function importPath(line: string): string | undefined {
  return /^import .* from '\.\/([^']+)\.ts';$/.exec(line)?.[1];
}

function oneEach(body: string): readonly string[] {
  return body
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => `  ${name},`);
}

function inserted(
  lines: readonly string[],
  line: string,
  comesLater: (line: string) => boolean,
): readonly string[] {
  const later = lines.findIndex(comesLater);
  return lines.toSpliced(later === -1 ? lines.length : later, 0, line);
}

/** Sorts by family, in the order of the families, then by name; a line that is no check sorts first. */
function rank(id: string | undefined): string {
  if (id === undefined) return '';
  const family = FAMILIES.findIndex((known) => known === id.slice(0, id.indexOf('/')));
  return `${String(family).padStart(3, '0')} ${id}`;
}

/** `expired-token` is expiredToken. A single word may be reserved, and another family may have the name: then the family leads. */
function exportName(family: string, file: string, list: string): string {
  const short = camel(file);
  const isTaken = new RegExp(`\\b${short}\\b`).test(list);
  return file.includes('-') && !isTaken ? short : camel(`${family}-${file}`);
}

function camel(words: string): string {
  return words.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function refused(because: string): Scaffolded {
  return { kind: 'refused', because };
}
