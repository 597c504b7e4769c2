import { parse, protocol, TransactionAbortedError, type PGlite } from '@electric-sql/pglite';
import type { PGliteDialectConfig } from 'kysely';

/** What Kysely asks of an embedded database. */
type Embedded = Exclude<PGliteDialectConfig['pglite'], (...none: never[]) => unknown>;
type Query = Embedded['query'];
type Message = Awaited<ReturnType<PGlite['execProtocolStream']>>[number];

/** A statement that Postgres has read: the types of its parameters, and what its rows look like. */
type Prepared = {
  readonly name: string;
  readonly parameterTypes: readonly number[];
  /** Sent once, when a statement is described; each result is read with it. */
  readonly rows: readonly Message[];
};

/** What can be prepared. Everything else belongs to migrations, which run once. */
const PREPARABLE = /^\s*(?:select|insert|update|delete|with)\b/iu;

/** Lists of ids make a new text for each length, so the oldest have to make room. */
const MOST_STATEMENTS = 500;

const { serialize } = protocol;
const BEGIN = serialize.query('begin');
const COMMIT = serialize.query('commit');
const ROLLBACK = serialize.query('rollback');

/**
 * An embedded database that reads each statement once and runs a query by one message. PGlite's own `query` has each text
 * parsed and planned anew, and enters WebAssembly five times to do it.
 *
 * Kysely gives PGlite's one connection to one transaction at a time, so nothing here has to wait its turn.
 * @see https://www.postgresql.org/docs/17/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY
 */
export function prepared(pglite: PGlite): Embedded {
  const exchange = createExchange(pglite);
  const statements = createStatements(exchange);

  const query = async (text: string, parameters: readonly unknown[] = []) => {
    if (!PREPARABLE.test(text)) return pglite.query(text, [...parameters]);
    const { name, parameterTypes, rows } = await statements.find(text);
    const values = parameters.map((value, index) => {
      if (value === null || value === undefined) return null;
      const write = pglite.serializers[parameterTypes[index] ?? 0] ?? String;
      return write(value);
    });
    const messages = await exchange.send(serialize.bind({ statement: name, values }), serialize.execute({}));
    const answer = messages.slice(messages.findIndex((message) => message.name === 'bindComplete'));
    return parse.parseResults([...rows, ...answer], pglite.parsers)[0];
  };

  return {
    get closed() {
      return pglite.closed;
    },
    get ready() {
      return pglite.ready;
    },
    get waitReady() {
      return pglite.waitReady;
    },
    close: () => pglite.close(),
    query: query as Query,
    transaction: async (work) => {
      exchange.begin();
      try {
        const result = await work({ query: query as Query, rollback: () => exchange.end(ROLLBACK) });
        await exchange.end(COMMIT);
        return result;
      } catch (error) {
        await exchange.end(ROLLBACK);
        throw error;
      }
    },
  };
}

type Exchange = ReturnType<typeof createExchange>;

/** Sends messages of the wire protocol; the first of a transaction takes its `begin` along. */
function createExchange(pglite: PGlite) {
  let begin: readonly Uint8Array[] = [];
  let isWithin = false;
  const send = async (...messages: readonly Uint8Array[]): Promise<readonly Message[]> => {
    const bytes = Buffer.concat([...begin, ...messages, serialize.sync()]);
    begin = [];
    // What is not committed need not be on disk.
    return pglite.execProtocolStream(bytes, { syncToFs: !isWithin });
  };
  return {
    send,
    begin: () => {
      begin = [BEGIN];
      isWithin = true;
    },
    end: async (how: Uint8Array) => {
      isWithin = false;
      const messages = await send(how);
      // Postgres answers the commit of a transaction in which something failed by rolling it back.
      const isUndone = messages.some((message) => 'text' in message && message.text === 'ROLLBACK');
      if (how === COMMIT && isUndone) throw new TransactionAbortedError();
    },
  };
}

/** The statements that Postgres knows by name. */
function createStatements({ send }: Exchange) {
  const known = new Map<string, Prepared>();
  let count = 0;

  const prepare = async (text: string): Promise<Prepared> => {
    const name = `s${(count += 1)}`;
    const messages = await send(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }));
    return {
      name,
      parameterTypes: parse.parseDescribeStatementResults([...messages]),
      rows: messages.filter((message) => message.name === 'rowDescription'),
    };
  };

  return {
    find: async (text: string): Promise<Prepared> => {
      const statement = known.get(text) ?? (await prepare(text));
      known.delete(text);
      known.set(text, statement);
      const [oldest] = known;
      if (known.size > MOST_STATEMENTS && oldest !== undefined) {
        known.delete(oldest[0]);
        await send(serialize.close({ type: 'S', name: oldest[1].name }));
      }
      return statement;
    },
  };
}
