import { createServer } from 'node:http';
import { createServer as createSocket, type AddressInfo } from 'node:net';
import type { AlertSpec } from '../../core/target/monitoring.ts';
import { smtpInbox } from '../mail/smtp-inbox.ts';
import { arrivalIn, type Arrival } from './arrival.ts';

/** Sinks of our own: they prove that an alert leaves, and nothing about where real ones go. */
export interface LocalSinks {
  readonly alerts: AlertSpec;
  readonly arrivals: { readonly mail: Arrival; readonly webhook: Arrival };
  close(): Promise<void>;
}

const TO = 'oncall@drill.test';
const MOST_MESSAGES = 100;
const MOST_BYTES = 1024 * 1024;

/** Opens a mail server and a webhook receiver on the loopback. */
export async function openLocalSinks(): Promise<LocalSinks> {
  const port = await freePort();
  const inbox = smtpInbox(`smtp://127.0.0.1:${port}`);
  const bodies: string[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      if (body.length < MOST_BYTES) body += chunk.toString('utf8');
    });
    request.on('end', () => {
      if (bodies.length < MOST_MESSAGES) bodies.push(body);
      response.writeHead(204, { connection: 'close' }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port: receiverPort } = receiver.address() as AddressInfo;
  return {
    alerts: {
      mail: { server: `smtp://127.0.0.1:${port}`, from: 'monitor@drill.test', to: [TO] },
      webhook: { url: { template: `http://127.0.0.1:${receiverPort}/alert`, env: [] }, format: 'json' },
    },
    arrivals: {
      mail: arrivalIn(inbox, TO),
      webhook: {
        look: (code) =>
          Promise.resolve(
            bodies.some((one) => one.includes(code)) ? { kind: 'there' } : { kind: 'not-there' },
          ),
        close: () => Promise.resolve(),
      },
    },
    async close() {
      await inbox.close();
      receiver.closeAllConnections();
      await new Promise<void>((resolve) => receiver.close(() => resolve()));
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createSocket();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
