import { CANONICAL, DOMAIN, ON_CALL } from './names.ts';

/** The variable with the API key of the monitor that chats. */
export const MONITOR_VARIABLE = 'MONITOR_KEY';

export interface MonitoringOptions {
  /** A conversation that is there for the monitor alone. */
  readonly conversation: string;
  readonly smtp: string;
  readonly inbox: string;
  /** Takes alerts by webhook. */
  readonly alerts: string;
}

/** How the operators learn that the product is down: every route that matters, by mail and in the team's chat. */
export function monitoringOf({ conversation, smtp, inbox, alerts }: MonitoringOptions) {
  return {
    health: ['GET /api/health'],
    readiness: ['GET /api/health/ready'],
    watch: {
      // A minute would do; a drill lasts as long as a round.
      every: '5s',
      routes: [
        { name: 'front page', ask: 'GET /', at: CANONICAL },
        { name: 'login', ask: 'GET /login', at: CANONICAL },
        { name: 'API health', ask: 'GET /api/health', status: [200] },
        {
          name: 'core chat',
          ask: `POST /api/conversations/${conversation}/messages`,
          headers: { 'x-api-key': `\${${MONITOR_VARIABLE}}` },
          json: { message: 'Are you there?' },
        },
        // Unsigned, so it has to be refused: by a product that works.
        { name: 'billing webhook', ask: 'POST /hooks/billing', json: {}, status: [400, 401] },
      ],
      p95: '500ms',
    },
    alerts: {
      mail: { server: smtp, from: `alerts@${DOMAIN}`, to: [ON_CALL], inbox },
      webhook: { url: alerts },
    },
    drill: { record: './monitor-drill.json' },
  };
}
