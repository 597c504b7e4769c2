import type { Node } from '../syntax.ts';

/** A place where records are read or changed, and by what they are chosen. */
export interface Query {
  readonly node: Node;
  /** `prisma.project.findUnique`, `db.select().from(projects)`. */
  readonly what: string;
  /** What stands for the ids in the condition. */
  readonly ids: readonly Node[];
  /** The names of the columns that are compared with them. */
  readonly columns: readonly string[];
  /** The condition also names an owner, or is more than can be read here. */
  readonly scoped: boolean;
  /** Only matters with a key that passes over row-level security: where the client comes from. */
  readonly client?: Node;
}
