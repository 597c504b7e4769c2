import { z } from 'zod';

/** An id as we hand them out. */
export const Id = z.uuid();

/** The id of another object in a body or query, said in words. */
export const idOf = (thing: string) => Id.describe(`The id of ${thing}`);

/** A line or paragraph of text with a bound. */
export const text = (most: number) => z.string().trim().min(1).max(most);

/** RFC 5321 section 4.5.3.1.3: a path has at most 256 octets, two of them angle brackets. */
export const Email = z.email().max(254).toLowerCase();

/** NIST SP 800-63B: length counts, composition rules do not; a bound keeps hashing affordable. */
export const Password = z.string().min(10).max(200);

/** A token from a mail or an answer of ours. */
export const Token = z.string().min(16).max(200);

/** A moment, as ISO 8601. */
export const Moment = z.iso.datetime();

/** Roles that a member can be given. */
export const AssignableRole = z.enum(['owner', 'admin', 'member', 'guest']);

/** Cursor paging. */
export const Page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(100).optional(),
});

/** An ISO text of a stored moment. */
export const iso = (moment: Date): string => moment.toISOString();

/** How far work in a queue is. */
export const QueueState = z
  .enum(['waiting', 'done', 'dead'])
  .describe('`dead`: given up after several attempts, and kept to be tried again by hand');
