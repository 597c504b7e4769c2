import { defineFlaw } from '../define-flaw.ts';

/** A new password is asked for at the next log-in only. */
export const sessionSurvivesPasswordChange = defineFlaw({
  id: 'session-survives-password-change',
  family: 'authentication',
  breaks: 'Other sessions go on working after their owner has changed the password.',
  lowers: ['revocation of sessions at a change of the password'],
  seenIn: 'Articles; stateless tokens without a deny-list',
  mustFail: ['authentication/session-after-password-change'],
  policies: (product) => ({
    sessions: {
      endedBy: (event) => (event === 'password-change' ? 'none' : product.sessions.endedBy(event)),
    },
  }),
});
