import { codeKit } from './code-kit.ts';

const NODE = String.raw`// Delivers your webhooks until they arrive: kept before they are sent, tried again with growing pauses, given up with a trace.
const PAUSES_MS = [5_000, 60_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000, 8 * 3_600_000, 24 * 3_600_000];

// store: add(event), due(now) => events, save(event). send(event) => true when it arrived (a 2xx), and never waits forever.
export function webhookQueue({ store, send, now = Date.now }) {
  return {
    add: (event) => store.add({ ...event, state: 'waiting', tries: 0, nextAt: now() }),
    async runDue() {
      for (const event of await store.due(now())) {
        let arrived = false;
        try {
          arrived = await send(event);
        } catch {
          // Not reached is not arrived.
        }
        const tries = event.tries + 1;
        const pause = PAUSES_MS[tries - 1];
        if (arrived) await store.save({ ...event, tries, state: 'delivered' });
        else if (pause === undefined) await store.save({ ...event, tries, state: 'given up' });
        else await store.save({ ...event, tries, nextAt: now() + pause });
      }
    },
  };
}

// For tests and for a beginning. It forgets when the process ends: put a table in its place.
export function memoryStore() {
  const events = new Map();
  return {
    add: (event) => void events.set(event.id, event),
    due: (now) => [...events.values()].filter((one) => one.state === 'waiting' && one.nextAt <= now),
    save: (event) => void events.set(event.id, event),
    all: () => [...events.values()],
  };
}
`;

const PYTHON = String.raw`"""Delivers your webhooks until they arrive: kept before they are sent, tried again with growing pauses, given up with a trace."""

import time

PAUSES_S = [5, 60, 300, 1800, 7200, 28800, 86400]


class WebhookQueue:
    """store: add(event), due(now), save(event). send(event): True when it arrived (a 2xx), and never waits forever."""

    def __init__(self, store, send, now=time.time):
        self.store = store
        self.send = send
        self.now = now

    def add(self, event):
        self.store.add({**event, "state": "waiting", "tries": 0, "next_at": self.now()})

    def run_due(self):
        for event in self.store.due(self.now()):
            try:
                arrived = self.send(event)
            except Exception:
                arrived = False
            tries = event["tries"] + 1
            if arrived:
                self.store.save({**event, "tries": tries, "state": "delivered"})
            elif tries > len(PAUSES_S):
                self.store.save({**event, "tries": tries, "state": "given up"})
            else:
                self.store.save({**event, "tries": tries, "next_at": self.now() + PAUSES_S[tries - 1]})


class MemoryStore:
    """For tests and for a beginning. It forgets when the process ends: put a table in its place."""

    def __init__(self):
        self.events = {}

    def add(self, event):
        self.events[event["id"]] = event

    save = add

    def due(self, now):
        return [one for one in self.events.values() if one["state"] == "waiting" and one["next_at"] <= now]
`;

export const webhookQueue = codeKit({
  id: 'webhook-queue',
  title: 'Webhooks that fail are sent again',
  explanation:
    'Keeps each event before it is sent, and tries again for a day and a half with growing pauses; then it is marked as given up, which your support can see. The store is yours: a table, so that a restart loses nothing. It can deliver an event twice, as every such queue: send an id that receivers can tell by.',
  undo: 'Send events directly again, once none is waiting, and delete the file.',
  module: 'webhook-queue',
  node: NODE,
  python: PYTHON,
  useNode: `import { webhookQueue } from './security/webhook-queue.mjs';

const queue = webhookQueue({ store: webhookTable, send: async (event) => (await post(event, { timeoutMs: 10_000 })).ok });
setInterval(() => queue.runDue(), 5_000);`,
  usePython: `from security.webhook_queue import WebhookQueue

queue = WebhookQueue(store=webhook_table, send=lambda event: post(event, timeout=10).is_success)
# call queue.run_due() every five seconds from a worker`,
  also: [
    'Keep events in a table (id, body, state, tries, next_at), written in the transaction that they speak of.',
    'Let one worker at a time run what is due: SELECT … FOR UPDATE SKIP LOCKED.',
  ],
  triedHow:
    'an event whose receiver failed twice arrived the third time, once, also after a new start; one that never arrives is given up.',
});
