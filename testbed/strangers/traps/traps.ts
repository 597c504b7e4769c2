/** Something that looks broken and is not. */
interface Trap {
  readonly id: string;
  /** What a hasty look takes for a flaw. */
  readonly looks: string;
  /** Why it is none. */
  readonly because: string;
}

/** Every trap of the product. Each counts who steps on it: one that nobody walks into proves nothing. */
export const TRAPS = [
  { id: 'silent-delete', looks: 'a stranger’s DELETE answers 204', because: 'it removes what is the caller’s own and is silent about the rest' },
  { id: 'soft-delete', looks: 'a stranger’s DELETE answers 200 and "deleted": true', because: 'the mark is set for rows of the caller only, and no row matched' },
  { id: 'refusal-with-200', looks: 'a stranger’s GET answers 200', because: 'the body says no' },
  { id: 'foreign-is-404', looks: 'nothing is ever forbidden', because: 'what belongs to others is not there' },
  { id: 'error-repeats-path', looks: 'a stranger’s answer holds the id of the object', because: 'the error page repeats the address that was asked for' },
  { id: 'page-for-unknown', looks: 'an address without guard answers 200', because: 'what is not there gets the start page' },
  { id: 'public-for-all', looks: 'a route answers without credentials', because: 'it is the price list' },
  { id: 'same-news-for-all', looks: 'two customers get the very same answer', because: 'the news are written for everybody' },
  { id: 'empty-for-all', looks: 'a stranger gets the very answer of the owner', because: 'both lists are empty' },
  { id: 'empty-for-foreign-parent', looks: 'the list below a foreign object answers 200', because: 'it has nothing in it for the caller' },
  { id: 'own-answer-cached', looks: 'a stranger’s GET answers 200 and a whole report', because: 'it is the one that the caller read before, from its own cache' },
  { id: 'truncated-list', looks: 'the list does not show what is there', because: 'it holds the newest four' },
  { id: 'id-repeated', looks: 'a stranger’s GET answers 200 with the id in it', because: 'it repeats what was asked for and says that nothing was found' },
  { id: 'text-repeated', looks: 'a stranger’s PUT answers 200 with the new text', because: 'it repeats what was sent and keeps nothing' },
  { id: 'patch-ignored', looks: 'a stranger’s PATCH answers 200', because: 'no row of the caller matched' },
  { id: 'action-says-ok', looks: 'a stranger closes a ticket with 200', because: 'the ticket stays open' },
  { id: 'comment-dropped', looks: 'a stranger’s comment is created with 201', because: 'it is dropped: the thread never gets it' },
  { id: 'errors-with-200', looks: 'a remote call on a foreign object answers 200', because: '"errors" is filled and "data" is null, as GraphQL has it' },
  { id: 'not-modified', looks: 'a stranger’s GET answers 304 with the object’s tag', because: 'it says that nothing changed for the caller, who never had it' },
  { id: 'search-repeats-query', looks: 'a stranger’s search shows the word', because: 'it repeats the question; the hits are the caller’s own' },
  { id: 'late-to-show', looks: 'what was written is not there', because: 'it can be read 300 ms later' },
  { id: 'slowed-down', looks: 'a stranger gets no data', because: 'it was slowed down: that says nothing about access' },
  { id: 'upsert-at-home', looks: 'a stranger’s PUT to a known name answers 201', because: 'names count per customer: it made its own' },
  { id: 'id-taken-at-home', looks: 'a POST with the id of a foreign object is accepted', because: 'ids count per customer too' },
  { id: 'fields-echoed', looks: 'a POST with a foreign owner answers with that owner', because: 'the answer repeats the body; the row has its owner from the session' },
  { id: 'role-echoed', looks: 'a member’s PATCH with a role answers with that role', because: 'the answer repeats the body; the role stays' },
  { id: 'colleague-reads', looks: 'a colleague reads what somebody else wrote', because: 'the wiki is everybody’s inside one company' },
  { id: 'login-says-no-with-200', looks: 'a wrong password answers 200', because: 'there is no token in it' },
  { id: 'ended-session-with-200', looks: 'an ended session answers 200', because: 'the body asks to sign in again' },
  { id: 'redirect-to-login', looks: 'a route without credentials does not refuse', because: 'it leads to the login page' },
  { id: 'random-in-answers', looks: 'a write by a stranger is followed by another answer', because: 'numbers and times change with every read' },
  { id: 'view-counted', looks: 'a field of the owner’s object changes after a stranger’s call', because: 'views are counted, the owner’s own too' },
] as const satisfies readonly Trap[]; // prettier-ignore

export type TrapId = (typeof TRAPS)[number]['id'];

/** How often each trap was stepped on. */
export interface Footprints {
  readonly step: (trap: TrapId) => void;
  /** Traps that nobody walked into. */
  readonly untouched: () => readonly TrapId[];
}

export function createFootprints(): Footprints {
  const steps = new Map<TrapId, number>();
  return {
    step: (trap) => void steps.set(trap, (steps.get(trap) ?? 0) + 1),
    untouched: () => TRAPS.map(({ id }) => id).filter((id) => !steps.has(id)),
  };
}
