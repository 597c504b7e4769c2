/** One way to write the path of a request that routers take for the same route and guards may not. */
export interface Spelling {
  /** `a trailing slash`. */
  readonly name: string;
  readonly path: string;
}

/**
 * Ways to write a path. Only its fixed segments are changed: an id written otherwise is another id.
 *
 * @param template `/api/notes/{id}`
 * @param path the same with its parameters filled in
 */
export function spellingsOf(template: string, path: string): readonly Spelling[] {
  const segments = path.split('/');
  const fixed = template
    .split('/')
    .findIndex((segment, index) => index > 0 && segment !== '' && !segment.includes('{'));
  const word = segments[fixed];
  if (word === undefined || fixed < 1) return [];
  const replaced = (text: string) => segments.with(fixed, text).join('/');
  const candidates: readonly Spelling[] = [
    { name: 'a trailing slash', path: `${path}/` },
    { name: 'capital letters', path: replaced(word.toUpperCase()) },
    { name: 'a doubled slash in front', path: `/${path}` },
    { name: 'a doubled slash inside', path: replaced(`${word}/`) },
    { name: 'a dot segment', path: replaced(`./${word}`) },
    { name: 'a dot segment that goes back', path: replaced(`${word}/../${word}`) },
    { name: 'an encoded dot segment', path: replaced(`%2e/${word}`) },
    { name: 'an encoded letter', path: replaced(encodeFirst(word)) },
    { name: 'a path parameter', path: replaced(`${word};a=b`) },
    { name: 'a file extension', path: `${path}.json` },
    { name: 'an encoded blank at the end', path: `${path}%20` },
  ];
  return candidates.filter((one) => one.path !== path);
}

function encodeFirst(word: string): string {
  return `%${word.charCodeAt(0).toString(16).padStart(2, '0')}${word.slice(1)}`;
}
