import { createServer } from 'node:http';
import type { WatchSpec } from '../../core/target/monitoring.ts';

/** A small server in the product's place, which can be broken without harm to anybody. */
export interface StandIn {
  readonly url: string;
  break(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Answers each watched route as it should be answered, until it is broken. */
export async function startStandIn({ routes }: WatchSpec): Promise<StandIn> {
  let broken = false;
  const server = createServer((request, response) => {
    request.resume();
    const route = routes.find(({ ask }) => ask.method === request.method && ask.path === request.url);
    const status = broken ? 503 : (route?.status?.[0] ?? 200);
    response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' });
    // A status such as 204 takes no body, and Node leaves it out.
    response.end(broken ? 'broken by a drill' : (route?.contains ?? 'ok'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    break: () => void (broken = true),
    mend: () => void (broken = false),
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
