import { defineFlaw } from '../define-flaw.ts';

/** Log-out takes the cookie away from the browser and leaves the session alone. */
export const sessionSurvivesLogout = defineFlaw({
  id: 'session-survives-logout',
  family: 'authentication',
  breaks: 'A token goes on working after its owner has logged out.',
  lowers: ['revocation of sessions at log-out'],
  seenIn: 'Articles; stateless tokens without a deny-list',
  mustFail: ['authentication/session-after-logout'],
  policies: (product) => ({
    sessions: { endedBy: (event) => (event === 'logout' ? 'none' : product.sessions.endedBy(event)) },
  }),
});
