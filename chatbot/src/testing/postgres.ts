import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';

/** A server with an empty database of ours. */
export type TestServer = { readonly url: string; readonly close: () => Promise<void> };

/** Where a server can be had from. */
export type ServerSource =
  | { readonly kind: 'given'; readonly url: string }
  | { readonly kind: 'binaries'; readonly directory: string };

/** The server of `DATABASE_URL`, else the newest that Debian's packages installed, else none. */
export function findServer(env: NodeJS.ProcessEnv = process.env): ServerSource | undefined {
  if (env['DATABASE_URL']) return { kind: 'given', url: env['DATABASE_URL'] };
  const base = '/usr/lib/postgresql';
  const versions = existsSync(base) ? readdirSync(base).toSorted((a, b) => Number(a) - Number(b)) : [];
  const directory = versions
    .map((version) => join(base, version, 'bin'))
    .findLast((bin) => existsSync(join(bin, 'initdb')));
  return directory === undefined ? undefined : { kind: 'binaries', directory };
}

/** Opens a schema of its own on a given server, or starts a server that only this test can reach. */
export async function openServer(source: ServerSource): Promise<TestServer> {
  return source.kind === 'given' ? ownSchema(source.url) : ownCluster(source.directory);
}

async function ownSchema(url: string): Promise<TestServer> {
  const schema = `chatbot_test_${process.pid}`;
  await query(url, `create schema ${schema}`);
  const own = new URL(url);
  own.searchParams.set('options', `-csearch_path=${schema}`);
  return { url: own.href, close: () => query(url, `drop schema ${schema} cascade`) };
}

/** The user that a chatbot gets: no superuser, whom row-level security would not bind. */
const OWNER = 'shop';

async function ownCluster(bin: string): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'chatbot-postgres-'));
  const account = serverAccount();
  if (account !== undefined) chownSync(directory, account.uid, account.gid);
  const data = join(directory, 'data');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync'],
    {
      ...account,
      cwd: directory,
      stdio: 'ignore',
    },
  );
  const settings = ['listen_addresses=', `unix_socket_directories=${directory}`, 'fsync=off'];
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    {
      ...account,
      cwd: directory,
      stdio: 'ignore',
    },
  );
  const close = async (): Promise<void> => {
    await stopped(server);
    rmSync(directory, { recursive: true, force: true });
  };
  const at = (user: string, database: string) =>
    `postgres://${user}@/${database}?host=${encodeURIComponent(directory)}`;
  try {
    await query(at('postgres', 'postgres'), `create role ${OWNER} login createrole`, START_ATTEMPTS);
    await query(at('postgres', 'postgres'), `create database ${OWNER} owner ${OWNER}`);
    return { url: at(OWNER, OWNER), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Postgres refuses to run as root; Debian's packages bring an account for it. */
function serverAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

const START_ATTEMPTS = 100;
const BETWEEN_ATTEMPTS_MS = 50;

async function query(url: string, statement: string, attempts = 1): Promise<void> {
  for (let left = attempts; ; left -= 1) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.query(statement);
      return;
    } catch (error) {
      if (left <= 1) throw error;
      await pause(BETWEEN_ATTEMPTS_MS);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** SIGINT is Postgres' fast shutdown. */
async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await gone;
}
