import { createServer } from 'node:http';
import { bodyOf, listening } from '../../auditor/src/io/fixtures/small-server.ts';

/** The team's chat, as far as alerts need it: takes messages by webhook and shows them. */
export interface AlertSink {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const MOST = 200;

/** `POST /alerts` takes one, `GET /alerts` shows them. */
export async function openAlertSink(): Promise<AlertSink> {
  const alerts: string[] = [];
  const server = createServer((request, response) => {
    if (request.url !== '/alerts') return void response.writeHead(404).end();
    if (request.method === 'GET') return void response.end(JSON.stringify(alerts));
    void bodyOf(request).then((body) => {
      alerts.push(body);
      alerts.splice(0, alerts.length - MOST);
      response.writeHead(204).end();
    });
  });
  const { port } = await listening(server);
  return {
    url: `http://127.0.0.1:${port}/alerts`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
