/** The last look at a reply before anyone sees it. */
export type OutputPolicy = {
  readonly filter: (reply: string, context: { readonly system: string }) => string;
};

/** Shorter overlaps happen by chance in ordinary sentences. */
const LEAK_CHARACTERS = 40;

/** What stands in for a reply that must not go out. */
export const WITHHELD = 'I cannot show that. Ask me about the files and conversations of this workspace.';

/** A reply that repeats our instructions is withheld, whatever the model was talked into (OWASP LLM07). */
export const defaultOutput: OutputPolicy = {
  filter: (reply, { system }) => (repeats(reply, system) ? WITHHELD : reply),
};

function repeats(reply: string, secret: string): boolean {
  const said = normalise(reply);
  const kept = normalise(secret);
  for (let at = 0; at + LEAK_CHARACTERS <= kept.length; at += 1) {
    if (said.includes(kept.slice(at, at + LEAK_CHARACTERS))) return true;
  }
  return false;
}

/** Letters and digits only, so that spacing, case and punctuation do not hide a copy. */
function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
