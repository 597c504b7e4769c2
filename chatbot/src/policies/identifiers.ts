import { randomBytes, randomUUID } from 'node:crypto';

/** What gets an id. */
export type IdKind = 'conversation' | 'message' | 'file' | 'other';

/** How ids and links are made. */
export type IdentifiersPolicy = {
  readonly create: (kind: IdKind) => string;
  /** The secret part of a share link. */
  readonly shareToken: () => string;
};

/** Random throughout: knowing one id tells nothing of another (CWE-340). */
export const defaultIdentifiers: IdentifiersPolicy = {
  create: () => randomUUID(),
  shareToken: () => randomBytes(24).toString('base64url'),
};
