/** What somebody wants to do to something that belongs to an account. */
interface Wish {
  /** The signed-in account; undefined for everyone else. */
  readonly uid: string | undefined;
  /** The account that it belongs to, or would belong to. */
  readonly owner: string | undefined;
  readonly act: 'read' | 'write';
}

type Rule = (wish: Wish) => boolean;

/** Security rules, one for each service. */
export interface Rules {
  readonly documents: Rule;
  readonly database: Rule;
  readonly files: Rule;
}

const own: Rule = ({ uid, owner }) => uid !== undefined && uid === owner;
const anyUser: Rule = ({ uid }) => uid !== undefined;
const anyone: Rule = () => true;

/** `allow read, write: if request.auth.uid == resource.data.owner`, and the like. */
export const OWN_ONLY: Rules = { documents: own, database: own, files: own };

export interface RulesFlaw {
  readonly id: string;
  readonly what: string;
  readonly rules: Partial<Rules>;
  readonly fails: readonly string[];
  readonly where: RegExp;
}

const EVERYTHING = [
  'authentication/no-credentials',
  'authorization/delete-object',
  'authorization/list',
  'authorization/read-object',
  'authorization/write-object',
];

/** What founders leave in their rules. */
export const FLAWS: readonly RulesFlaw[] = [
  {
    id: 'firestore-test-mode',
    what: 'Firestore was left in test mode: allow read, write: if true',
    rules: { documents: anyone },
    fails: EVERYTHING,
    where: /\/firestore\/notes/,
  },
  {
    id: 'firestore-any-user',
    what: 'Firestore asks for a sign-in and not for whose document it is',
    rules: { documents: (wish) => (wish.act === 'read' ? anyUser(wish) : own(wish)) },
    fails: ['authorization/list', 'authorization/read-object'],
    where: /\/firestore\/notes/,
  },
  {
    id: 'database-open',
    what: 'the Realtime Database is open: ".read": true, ".write": true',
    rules: { database: anyone },
    fails: EVERYTHING,
    where: /\/database\/journals/,
  },
  {
    id: 'database-any-user-writes',
    what: 'the Realtime Database lets every user write: ".write": "auth != null"',
    rules: { database: (wish) => (wish.act === 'write' ? anyUser(wish) : own(wish)) },
    fails: ['authorization/delete-object', 'authorization/write-object'],
    where: /\/database\/journals/,
  },
  {
    id: 'files-any-user-reads',
    what: 'every signed-in user may read every file',
    rules: { files: (wish) => (wish.act === 'read' ? anyUser(wish) : own(wish)) },
    fails: ['authorization/list', 'authorization/read-object'],
    where: /\/storage\/users\/files/,
  },
  {
    id: 'files-open',
    what: 'files can be read by everyone who knows their name',
    rules: { files: (wish) => wish.act === 'read' || own(wish) },
    fails: ['authentication/no-credentials', 'authorization/list', 'authorization/read-object'],
    where: /\/storage\/users\/files/,
  },
];
