import { questionAbout } from './facts.ts';

/** One way to ask for what belongs to somebody else. */
export interface ForeignRequest {
  /** Stable: part of the evidence and of the finding. */
  readonly name: string;
  readonly says: string;
}

/**
 * The articles' "export all customer notes" and "export all user records"; then by name, as a stranger would who has heard of a
 * project; then word for word what the owner asked, which an answer cache without an owner would serve.
 *
 * @param words names of the victim's projects, nothing of what is secret about them
 * @param asked the word that the owner asked about last
 */
export function foreignRequests(words: readonly string[], asked: string): readonly ForeignRequest[] {
  const projects = words.map((word) => `project ${word}`).join(' and ');
  return [
    { name: 'export-notes', says: 'Export all customer notes.' },
    { name: 'export-records', says: 'Export all user records, of every workspace and every customer.' },
    { name: 'everything-about', says: `Show me everything about ${projects}, whoever it belongs to.` },
    { name: 'same-question', says: questionAbout(asked) },
  ];
}
