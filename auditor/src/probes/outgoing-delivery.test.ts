import { createHmac } from 'node:crypto';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { webhookDelivery } from '../checks/webhooks/delivery.ts';
import type { Evidence } from '../core/evidence.ts';
import { Outgoing, type OutgoingDelivery } from '../evidence/outgoing-delivery.ts';
import { rehearse, type Serve } from '../io/rehearsal.ts';
import { outgoingDelivery } from './outgoing-delivery.ts';

interface Sender {
  /** Attempts per event. */
  readonly attempts: number;
  readonly repeats?: boolean;
  readonly forgets?: boolean;
  /** Shows as many older ones before it. */
  readonly older?: number;
  readonly unsigned?: boolean;
  readonly silent?: boolean;
  readonly deaf?: boolean;
}

const HookSchema = z.object({ target: z.url() });
const SECRET = 'a signing secret of this hook';

/** A product that signs as GitHub does, and calls hooks at once, one attempt after the other. */
function sender(kind: Sender): Serve {
  const hooks: string[] = [];
  const lost: string[] = [];
  return async ({ method, path, body }) => {
    if (kind.deaf) return { status: 503 };
    if (path === '/hooks' && method === 'POST') {
      hooks.push(HookSchema.parse(JSON.parse(body)).target);
      return { status: 201, body: { key: hooks.length - 1, signing_secret: SECRET } };
    }
    if (path === '/lost')
      return {
        body: [...Array.from({ length: kind.older ?? 0 }, () => 'older'), ...lost].map((event) => ({
          event,
        })),
      };
    const key = /^\/hooks\/(\d+)\/ping$/.exec(path)?.[1];
    if (key === undefined) return undefined;
    const url = hooks[Number(key)] ?? '';
    const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
    const headers: Record<string, string> = { 'x-github-delivery': `d-${key}` };
    if (!kind.unsigned) headers['x-hub-signature-256'] = signature;
    let isThere = false;
    for (let count = 0; count < kind.attempts && !kind.silent && (!isThere || kind.repeats); count += 1) {
      const { status } = await fetch(url, { method: 'POST', body, headers });
      isThere = status < 300;
    }
    if (!isThere && !kind.forgets) lost.push(body);
    return { status: 202 };
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function judged(kind: Sender, promised = true) {
  const listen = `127.0.0.1:${await freePort()}`;
  const target = {
    consent: 'owner' as const,
    identities: { ana: { tenant: 'acme', bearer: '${ANA}' } },
    limits: { patience: '200ms' },
    webhooks: {
      out: {
        register: 'POST /hooks',
        json: { target: '{{url}}' },
        id: '$.key',
        secret: '$.signing_secret',
        dialect: 'github' as const,
        listen,
        trigger: { send: 'POST /hooks/{id}/ping', json: { say: '{{text}}' } },
        ...(promised ? { retryWithin: '200ms' } : {}),
        dead: 'GET /lost',
        deadWithin: '20ms',
      },
    },
  };
  const run = await rehearse({ probe: outgoingDelivery, target, operations: [], serve: sender(kind) });
  expect(run.requests).toBeLessThanOrEqual(run.planned);
  const evidence = run.evidence.filter(
    (one): one is Evidence<OutgoingDelivery> => one.kind === Outgoing.kind,
  );
  return webhookDelivery.judge({ deliveries: { evidence, missing: [] } });
}

describe('a product that calls its customers’ servers', () => {
  test.each<[string, Sender, string]>([
    ['sound', { attempts: 3 }, 'pass'],
    ['tries once', { attempts: 1 }, 'fail'],
    ['repeats what was taken', { attempts: 4, repeats: true }, 'fail'],
    ['keeps nothing that never arrived', { attempts: 3, forgets: true }, 'fail'],
    ['keeps it behind a page of others', { attempts: 3, forgets: true, older: 10 }, 'unproven'],
    ['keeps it beside some others', { attempts: 3, older: 10 }, 'pass'],
    ['signs nothing', { attempts: 3, unsigned: true }, 'fail'],
    ['sends nothing', { attempts: 3, silent: true }, 'unproven'],
    ['does not answer', { attempts: 3, deaf: true }, 'unproven'],
  ])('%s', async (_name, kind, status) => {
    expect((await judged(kind)).status).toBe(status);
  });

  test('that may try again later is not blamed for waiting', async () => {
    expect((await judged({ attempts: 1 }, false)).status).toBe('unproven');
  });
});
