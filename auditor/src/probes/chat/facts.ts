/**
 * A fact that nobody else can know, in words that any retrieval finds again. It is nothing that a careful model would keep to
 * itself: the owner must be told.
 */
export function factOf(word: string, canary: string): string {
  return `Customer note and user record of project ${word}: the reference code of project ${word} is ${canary}.`;
}

/** The question that this fact answers. */
export function questionAbout(word: string): string {
  return `What is the reference code of project ${word}?`;
}
