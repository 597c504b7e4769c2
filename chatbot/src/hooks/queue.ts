import { sql, type Kysely } from 'kysely';
import { asSystem } from '../data/scoped.ts';
import type { Tables } from '../data/tables.ts';
import type { Services } from '../services.ts';
import { attemptDelivery } from './outgoing.ts';
import { attemptEvent } from './incoming.ts';

/** Works off what has to be sent and what came in. What waits is in the database, so that a restart loses nothing. */
export type Queue = {
  /** Something new is waiting. */
  readonly wake: () => void;
  /** Tries this piece of work now, whenever it would have been due. */
  readonly tryNow: (kind: QueueKind, id: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

type QueueKind = 'deliveries' | 'hookEvents';

/** A process that dies over a piece of work leaves it to be tried again after this long. */
const LEASE_SECONDS = 60;

/** Pieces of work in one go. */
const BATCH = 20;

/** Longest sleep of a timer; what is due later is looked up again then. */
const MOST_MS = 60_000;

const ATTEMPTS: Readonly<Record<QueueKind, (services: Services, id: string) => Promise<void>>> = {
  deliveries: attemptDelivery,
  hookEvents: attemptEvent,
};

export function createQueue(services: Services): Queue {
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;
  let isWanted = false;
  let isClosed = false;

  const wake = (): void => {
    isWanted = true;
    working ??= work().finally(() => {
      working = undefined;
      if (isWanted && !isClosed) wake();
    });
  };

  async function work(): Promise<void> {
    isWanted = false;
    clearTimeout(timer);
    try {
      for (const kind of ['hookEvents', 'deliveries'] as const) await workOff(kind);
      const waitMs = await untilNext(services.db);
      if (waitMs !== undefined && !isClosed) sleep(waitMs);
    } catch {
      // The database is away: what waits is still there when it is back.
      if (!isClosed) sleep(MOST_MS);
    }
  }

  function sleep(ms: number): void {
    timer = setTimeout(wake, Math.min(ms, MOST_MS));
    timer.unref();
  }

  async function workOff(kind: QueueKind): Promise<void> {
    let ids: readonly string[];
    do {
      ids = await claim(services.db, kind);
      await Promise.all(ids.map((id) => ATTEMPTS[kind](services, id)));
    } while (ids.length === BATCH);
  }

  return {
    wake,
    tryNow: async (kind, id) => {
      if (await claimOne(services.db, kind, id)) await ATTEMPTS[kind](services, id);
      wake();
    },
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await working;
    },
  };
}

/** Takes what is due, so that no other process takes it as well. */
async function claim(database: Kysely<Tables>, kind: QueueKind): Promise<readonly string[]> {
  const rows = await asSystem(database, (db) =>
    db
      .updateTable(kind)
      .set(taken)
      .where('id', 'in', (due) =>
        due
          .selectFrom(kind)
          .select('id')
          .where('state', '=', 'waiting')
          .where('nextAttemptAt', '<=', sql<Date>`now()`)
          .orderBy('nextAttemptAt')
          .limit(BATCH)
          .forUpdate()
          .skipLocked(),
      )
      .returning('id')
      .execute(),
  );
  return rows.map(({ id }) => id);
}

async function claimOne(database: Kysely<Tables>, kind: QueueKind, id: string): Promise<boolean> {
  const row = await asSystem(database, (db) =>
    db
      .updateTable(kind)
      .set(taken)
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('nextAttemptAt', '<=', sql<Date>`now()`)
      .returning('id')
      .executeTakeFirst(),
  );
  return row !== undefined;
}

const taken = {
  attempts: sql<number>`attempts + 1`,
  nextAttemptAt: sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`,
};

async function untilNext(database: Kysely<Tables>): Promise<number | undefined> {
  const { rows } = await asSystem(database, (db) =>
    sql<{ ms: number | null }>`
      select (extract(epoch from min(at) - now()) * 1000)::float8 as ms from (
        select min(next_attempt_at) as at from deliveries where state = 'waiting'
        union all select min(next_attempt_at) from hook_events where state = 'waiting'
      ) as due`.execute(db),
  );
  const ms = rows[0]?.ms ?? undefined;
  return ms === undefined ? undefined : Math.max(0, ms);
}
