/** One line of a `.gitignore`. */
interface Rule {
  readonly pattern: RegExp;
  readonly keeps: boolean;
  readonly foldersOnly: boolean;
}

/** Lines beyond this are not read: no project needs them, and each is tried on every name. */
const MOST_RULES = 300;
const LONGEST = 120;
const MOST_STARS = 4;

/** Says whether a path below the folder of a `.gitignore` is ignored. */
export type Ignores = (path: string, isFolder: boolean) => boolean;

/**
 * Reads a `.gitignore`, roughly: `*`, `**`, `?`, leading and trailing `/` and `!`. Of two lines that fit the later one decides.
 * What it cannot read it leaves out, and then a file too many is read.
 */
export function readIgnores(text: string): Ignores {
  const rules = text.split(/\r?\n/).slice(0, MOST_RULES).flatMap(ruleOf);
  return (path, isFolder) => {
    const last = rules.findLast((rule) => (isFolder || !rule.foldersOnly) && rule.pattern.test(path));
    return last !== undefined && !last.keeps;
  };
}

function ruleOf(line: string): readonly Rule[] {
  const written = line.trim();
  if (written === '' || written.startsWith('#') || written.length > LONGEST) return [];
  const keeps = written.startsWith('!');
  const foldersOnly = written.endsWith('/');
  const glob = written.slice(keeps ? 1 : 0, foldersOnly ? -1 : undefined).replace(/^\//, '');
  // A pattern with a slash inside is about a path from here, one without about a name anywhere below.
  const isPath = written.slice(keeps ? 1 : 0, -1).includes('/');
  if (glob === '' || (glob.match(/\*+/g) ?? []).length > MOST_STARS) return [];
  const inner = glob
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\*\*\/?|\*|\?/g, (star) => (star.startsWith('**') ? '.*' : star === '*' ? '[^/]*' : '[^/]'));
  return [{ pattern: new RegExp(`${isPath ? '^' : '(?:^|/)'}${inner}$`), keeps, foldersOnly }];
}
