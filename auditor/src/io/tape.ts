import * as z from 'zod';
import { ExchangeSchema, type Exchange } from '../core/exchange.ts';
import type { Lines } from './run-directory.ts';

const TapeLineSchema = z.discriminatedUnion('t', [
  z.object({ t: z.literal('exchange'), exchange: ExchangeSchema, operation: z.string().optional() }),
  z.object({
    t: z.literal('act'),
    id: z.string(),
    act: z.enum([
      'login',
      'forge',
      'shape',
      'scan',
      'logs',
      'mail-mark',
      'mail',
      'listen',
      'heard',
      'command',
      'environments',
      'checkout',
      'papers',
    ]),
    /** Absent where the act came back with nothing: JSON has no word for that. */
    result: z.unknown().optional(),
  }),
]);

type TapeLine = z.infer<typeof TapeLineSchema>;
type ActName = Extract<TapeLine, { t: 'act' }>['act'];

/** Writes what happens, as it happens. */
export interface TapeWriter {
  exchange(exchange: Exchange, operation?: string): void;
  act<Result>(id: string, act: ActName, live: () => Promise<Result>): Promise<Result>;
}

export function createTapeWriter(lines: Lines): TapeWriter {
  return {
    exchange(exchange, operation) {
      lines.append({ t: 'exchange', exchange, ...(operation === undefined ? {} : { operation }) });
    },
    async act(id, act, live) {
      const result = await live();
      lines.append({ t: 'act', id, act, result });
      return result;
    },
  };
}

/** A run's tape, read back: exchanges and acts by id. */
export interface Tape {
  readonly exchanges: ReadonlyMap<string, Extract<TapeLine, { t: 'exchange' }>>;
  readonly acts: ReadonlyMap<string, Extract<TapeLine, { t: 'act' }>>;
}

/** @throws z.ZodError when a line is not of a tape */
export function readTape(lines: readonly unknown[]): Tape {
  const exchanges = new Map<string, Extract<TapeLine, { t: 'exchange' }>>();
  const acts = new Map<string, Extract<TapeLine, { t: 'act' }>>();
  for (const line of lines) {
    const parsed = TapeLineSchema.parse(line);
    if (parsed.t === 'exchange') exchanges.set(parsed.exchange.id, parsed);
    else acts.set(parsed.id, parsed);
  }
  return { exchanges, acts };
}
