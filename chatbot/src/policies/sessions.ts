/** A session as stored. */
export type SessionFacts = {
  readonly userId: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

/** What can happen to an account that its sessions must feel. */
export type SessionEvent = 'logout' | 'password-change' | 'password-reset';

/** When a session ends. */
export type SessionsPolicy = {
  /** Whether a stored session still stands for this user. */
  readonly isLive: (session: SessionFacts, facts: { readonly userId: string; readonly now: Date }) => boolean;
  /** Which sessions an event ends. */
  readonly endedBy: (event: SessionEvent) => 'this' | 'others' | 'all' | 'none';
};

const ENDED_BY = { logout: 'this', 'password-change': 'others', 'password-reset': 'all' } as const;

/** Logging out ends this session at once, on the server; a new password ends the others. */
export const defaultSessions: SessionsPolicy = {
  isLive: (session, { userId, now }) =>
    session.revokedAt === null && session.expiresAt > now && session.userId === userId,
  endedBy: (event) => ENDED_BY[event],
};
