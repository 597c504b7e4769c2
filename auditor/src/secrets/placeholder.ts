/** Words of values that nobody was meant to believe: documentation, templates, tests. */
const SAID =
  /example|sample|placeholder|your[-_ ]?|changeme|change[-_]me|replace|dummy|fake|redacted|todo|insert|xxxx|\*\*\*|\.\.\.|…|<[^>]*>|\$\{|\{\{|%s|0{8}|1{8}|123456789|abcdefgh|deadbeef|test[-_]?key|mykey|foobar/i;

/** Whether a value only stands for one: `sk-your-key-here`, `AKIAIOSFODNN7EXAMPLE`, `xxxx`. */
export function isPlaceholder(value: string): boolean {
  return SAID.test(value) || new Set(value).size < Math.min(6, value.length / 2);
}

/** Shannon's entropy in bits a character: 4 for random hex, about 5 for random letters and digits, 2 to 3.5 for words. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) {
    const share = count / value.length;
    bits -= share * Math.log2(share);
  }
  return bits;
}
