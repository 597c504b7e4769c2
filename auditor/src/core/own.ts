/**
 * What a table itself says about a word. Every object also answers to `constructor`, `toString` and `__proto__`: a word
 * that comes from a product, a file or a command line must not find those (CWE-1321).
 *
 * @returns undefined for a word that the table does not hold
 */
export function own<Value>(table: { readonly [word: string]: Value }, word: string): Value | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
