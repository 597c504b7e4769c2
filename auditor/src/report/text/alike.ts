/** A word that names one thing among many: an address, or an id with digits or underscores in it. */
const NAME = /\S*@\S*|(?=\S{8,})\S*[\d_]\S*/gu;

/**
 * One line for all that differ only in names, so that a list of what was made can be read.
 *
 * @returns the first of each kind, in order, with how many more there are
 */
export function alike(lines: readonly string[]): readonly string[] {
  const kinds = Map.groupBy(lines, (line) => line.replace(NAME, '…'));
  return [...kinds.values()].map(([first = '', ...others]) =>
    others.length === 0 ? first : `${first} (and ${others.length} more of this kind)`,
  );
}
