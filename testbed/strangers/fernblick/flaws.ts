/** One property of Fernblick that can be made false, and the check that has to see it. */
export interface Flaw {
  readonly id: string;
  readonly what: string;
  readonly fails: string;
  /** What fails with it, since the flaw takes that away too. */
  readonly also?: readonly string[];
}

export const FLAWS = [
  { id: 'read-any-board', fails: 'authorization/read-object', what: 'a board is shown to whoever knows its slug' },
  { id: 'card-under-any-board', fails: 'authorization/read-object', what: 'a card is found by its number alone, below any board of one’s own' },
  { id: 'edit-any-board', fails: 'authorization/write-object', what: 'a board is changed by whoever knows its slug' },
  { id: 'card-on-any-board', fails: 'authorization/write-object', what: 'a card is put on any board' },
  { id: 'delete-any-board', fails: 'authorization/delete-object', what: 'a board is removed by whoever knows its slug' },
  { id: 'list-all-boards', fails: 'authorization/list', what: 'the list of boards is everyone’s' },
  { id: 'host-decides', fails: 'authorization/tenant-selector', what: 'the sub-domain decides whose data is shown, not the session' },
  { id: 'ledger-for-all', fails: 'authorization/role-matrix', what: 'members read the ledger that is for leads' },
  { id: 'star-any-board', fails: 'authorization/write-object', what: 'a star is put on any board, by a call without a body' },
  { id: 'org-from-body', fails: 'authorization/mass-assignment', what: 'a new board goes to the customer that its body names' },
  { id: 'rank-from-body', fails: 'authorization/role-change', also: ['authorization/mass-assignment'], what: 'a member becomes a lead by saying so' },
  { id: 'assistant-reads-all', fails: 'authorization/retrieval', what: 'the assistant looks into every customer’s papers' },
  { id: 'open-boards', fails: 'authentication/no-credentials', what: 'boards are read without a session' },
  { id: 'guard-by-exact-path', fails: 'authentication/guard-bypass', what: 'a trailing slash gets around the guard' },
  { id: 'session-outlives-logout', fails: 'authentication/session-after-logout', what: 'signing out only forgets the cookie' },
  { id: 'cors-reflects', fails: 'cors/origin-allow-list', also: ['cookies/same-site'], what: 'any origin may read answers, with cookies that any site may send' },
  { id: 'no-form-token', fails: 'csrf/cross-site-write', also: ['cookies/same-site'], what: 'changes need no token of a form, and any site may send the cookie' },
  { id: 'decorative-limiter', fails: 'limits/login', what: 'the login’s limiter sends headers and never fires' },
  { id: 'no-request-id', fails: 'logging/request-id', what: 'answers carry no request id' },
  { id: 'trace-in-answer', fails: 'exposure/stack-trace', what: 'a body that cannot be read answers with a stack trace' },
  { id: 'recites-instructions', fails: 'chatbot/system-prompt', also: ['chatbot/injection'], what: 'the assistant repeats its instructions when asked' },
  { id: 'overrides-obeyed', fails: 'chatbot/injection', also: ['chatbot/system-prompt'], what: 'the assistant does what a message says that ignores its instructions' },
  { id: 'papers-give-orders', fails: 'chatbot/hostile-document', what: 'the assistant does what a paper says' },
  { id: 'quotes-other-houses', fails: 'chatbot/foreign-data', what: 'the assistant quotes what anybody ever asked it' },
  { id: 'reads-no-papers', fails: 'chatbot/useful-answers', what: 'the assistant does not look into the papers' },
] as const satisfies readonly Flaw[]; // prettier-ignore

export type FlawId = (typeof FLAWS)[number]['id'];
