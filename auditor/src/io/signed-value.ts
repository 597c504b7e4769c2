/**
 * A value with its signature behind it: `s:value.signature` of Express, `value.signature` of Better Auth and itsdangerous,
 * `value:signature` of Django, `value--signature` of Rails. A signature has at least the 160 bits of SHA-1, in base64 or hex.
 */
const SIGNED = /(?:\.|:|--|%2E|%3A)((?:[A-Za-z0-9_+/-]|%2B|%2F){27,128}(?:=|%3D){0,2})$/i;

/** The same value with one letter of its signature changed; undefined where it has none. */
export function withOtherSignature(value: string): string | undefined {
  const signature = SIGNED.exec(value)?.[1];
  if (signature === undefined) return undefined;
  const at = value.length - signature.length + signature.search(/(?<!%|%.)[A-Za-z0-9]/);
  return value.slice(0, at) + otherLetter(value.charAt(at)) + value.slice(at + 1);
}

/** Another letter that is valid in hex as well. The first of a signature counts whole, unlike the last. */
export function otherLetter(letter: string): string {
  return letter === 'a' ? 'b' : 'a';
}
