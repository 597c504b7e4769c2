import { createKeywordScanner } from './keyword-scanner.ts';
import { isPlaceholder } from './placeholder.ts';
import type { SecretMatch, SecretRule } from './rule.ts';
import { SECRET_RULES } from './rules.ts';

/** How far around a keyword a credential may reach, in bytes: a private key of 4,096 bits has about 3,300. */
const BEFORE = 300;
const AFTER = 4_000;
/** Long enough for any value that we would show; keeps patterns from walking through a minified bundle. */
const SHORT_AFTER = 600;

const WORDS = SECRET_RULES.flatMap((rule) => rule.keywords.map((keyword) => ({ rule, keyword })));
const scan = createKeywordScanner(WORDS.map(({ keyword }) => keyword));

/**
 * Finds everything in some bytes that has the shape of a credential and does not merely stand for one. Reads UTF-8, Latin-1 and
 * anything else whose ASCII is ASCII.
 *
 * @returns in the order of their places, one for each value and rule
 */
export function findSecrets(bytes: Uint8Array): readonly SecretMatch[] {
  const found = new Map<string, SecretMatch>();
  const looked = new Map<SecretRule, number>();
  scan(bytes, (keyword, end) => {
    const { rule } = WORDS[keyword] ?? {};
    if (rule === undefined || end <= (looked.get(rule) ?? -1)) return;
    const reach = rule.id === 'private-key' ? AFTER : SHORT_AFTER;
    const from = Math.max(0, end - BEFORE);
    const until = Math.min(bytes.length, end + reach);
    looked.set(rule, end + reach - BEFORE);
    for (const match of matchesIn(latin1(bytes, from, until), rule)) {
      const at = from + match.at;
      // Cut off by the end of what was looked at: the keyword in it leads here once more.
      if (at + match.value.length === until && until < bytes.length && at > until - BEFORE) continue;
      const key = `${rule.id} ${match.value}`;
      if (!found.has(key)) found.set(key, { rule, value: match.value, at });
    }
  });
  return preferNamed([...found.values()]).sort((left, right) => left.at - right.at);
}

/** As above, for text. Places count characters as long as all of them are ASCII, bytes otherwise. */
export function findSecretsIn(text: string): readonly SecretMatch[] {
  return findSecrets(new TextEncoder().encode(text));
}

function* matchesIn(window: string, rule: SecretRule): Iterable<{ value: string; at: number }> {
  for (const match of window.matchAll(rule.pattern)) {
    const value = match[1] ?? match[0];
    if (isPlaceholder(value) || rule.accepts?.(value) === false) continue;
    yield { value, at: match.index + match[0].lastIndexOf(value) };
  }
}

/** A value that a vendor's shape names is not reported a second time because a variable called it a secret. */
function preferNamed(matches: readonly SecretMatch[]): SecretMatch[] {
  const named = matches.filter(({ rule }) => rule.loose !== true);
  return matches.filter(
    ({ rule, value }) =>
      rule.loose !== true || !named.some((one) => one.value.includes(value) || value.includes(one.value)),
  );
}

const PIECE = 8_192;

/** Byte for character, so that places stay places. */
function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < Math.min(to, bytes.length); at += PIECE) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + PIECE, to)));
  }
  return text;
}
