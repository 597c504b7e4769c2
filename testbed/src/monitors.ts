/** What the founder of the reference chatbot says about its monitors: `watch` and `alerts` of the target file. */
export interface Monitors {
  readonly watch: { readonly routes: readonly WatchedRoute[] };
  readonly alerts?: { readonly webhook: { readonly url: string } };
}

interface WatchedRoute {
  readonly name: string;
  readonly ask: string;
  readonly status: readonly number[];
  readonly json?: Readonly<Record<string, string>>;
}

/**
 * Everything that matters, asked without an account: a refusal shows that the route is alive.
 *
 * @param webhooks paths of the webhooks that the chatbot receives
 */
export function monitorsOf(webhooks: readonly string[]): Monitors {
  const post = (path: string) => ({ ask: `POST ${path}`, json: {}, status: [400, 401, 403] });
  return {
    watch: {
      routes: [
        { name: 'front page', ask: 'GET /', status: [200] },
        { name: 'login', ask: 'GET /login', status: [200] },
        { name: 'API health', ask: 'GET /api/health', status: [200] },
        { name: 'chat', ...post('/api/conversations/monitor/messages') },
        ...webhooks.map((path) => ({ name: `webhook ${path}`, ...post(path) })),
      ],
    },
    alerts: { webhook: { url: '${ALERT_WEBHOOK}' } },
  };
}
