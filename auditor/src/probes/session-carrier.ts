import { ResponseSession } from '../evidence/response-session.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type Probe } from '../io/probe.ts';

/** Identities that are looked at; one product rarely has more than two ways to log in. */
const MOST = 4;

/** Logs identities in and notes whether a cookie or a header carries the session; observers see the cookies being set. */
export const sessionCarrier: Probe = {
  id: 'session-carrier',
  yields: [ResponseSession.kind],
  plan({ target }) {
    const cells = Object.entries(target.identities)
      .slice(0, MOST)
      .map(([identity, { credential }]) => ({
        id: `session-carrier/${identity}`,
        probe: 'session-carrier',
        title: `what carries ${identity}'s session?`,
        identities: [identity],
        phase: 'reads' as const,
        effect: 'read' as const,
        cost: { requests: 4, tokens: 0, mails: 0 },
        yields: [ResponseSession.kind],
        run: async (lane: Lane) => {
          const { kind } = await lane.shapeOf(identity);
          if (kind === 'none') return unanswered(`${identity} could not log in`);
          const carriedBy = kind === 'cookie' ? 'cookie' : 'header';
          return gathered(ResponseSession.of({ identity, carriedBy, loggedIn: credential.kind === 'login' }));
        },
      }));
    const because = 'no identity is known';
    const add =
      'identities:\n  ana: { login: { form: /login, fields: { email: ana@acme.test, password: "${ANA_PASSWORD}" } } }';
    const leftOut = { kind: ResponseSession.kind, what: 'what carries a session', because, add };
    return { cells, leftOut: cells.length === 0 ? [leftOut] : [] };
  },
};
