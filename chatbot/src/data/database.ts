import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import type { Config } from '../config/config.ts';
import { lockDirectory } from './lock.ts';
import { migrate } from './migrate.ts';
import { migrationsDigest } from './migrations/migrations.ts';
import { outagePlugin } from './outage.ts';
import { PLUGINS } from './plugins.ts';
import { prepared } from './prepared.ts';
import type { Tables } from './tables.ts';

/** An open database. */
export type OpenDatabase = { readonly db: Kysely<Tables>; readonly close: () => Promise<void> };

/** A database that cannot be used, in words for the person who started us. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

/** Opens and migrates the database that the configuration names. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const cache = cacheFile(config.cacheDirectory);
  switch (config.database.kind) {
    case 'memory':
      return withOutages(
        await embedded(new PGlite({ loadDataDir: await emptyDatabase(cache) }), () => {}),
        config.database.outageFile,
      );
    case 'directory':
      return withOutages(await openDirectory(config.database.path, cache), config.database.outageFile);
    case 'server':
      return openServer(config.database.url);
  }
}

async function openServer(url: string): Promise<OpenDatabase> {
  // Loaded where it is needed: most starts are with the embedded database.
  const { connectToServer, serverProblem } = await import('./server.ts');
  const db = connectToServer(url);
  const problem = await serverProblem(db);
  if (problem !== undefined) {
    await db.destroy();
    throw new DatabaseUnavailable(problem);
  }
  await migrate(db);
  return { db, close: () => db.destroy() };
}

async function openDirectory(path: string, cache: string): Promise<OpenDatabase> {
  const lock = lockDirectory(path);
  if (!lock.ok) {
    throw new DatabaseUnavailable(
      `The data in ${path} is in use by process ${lock.pid}. Stop that one, or choose another DATA_DIR.`,
    );
  }
  const dataDir = join(path, 'pgdata');
  const pglite = existsSync(dataDir)
    ? new PGlite({ dataDir })
    : new PGlite({ dataDir, loadDataDir: await emptyDatabase(cache) });
  const opened = await embedded(pglite, lock.release);
  await migrate(opened.db);
  return opened;
}

async function embedded(pglite: PGlite, release: () => void): Promise<OpenDatabase> {
  await pglite.waitReady;
  const db = kysely(new PGliteDialect({ pglite: prepared(pglite) }));
  return {
    db,
    close: async () => {
      await db.destroy();
      if (!pglite.closed) await pglite.close();
      release();
    },
  };
}

const withOutages = (opened: OpenDatabase, file: string | undefined): OpenDatabase =>
  file === undefined ? opened : { ...opened, db: opened.db.withPlugin(outagePlugin(file)) };

const kysely = (dialect: PGliteDialect): Kysely<Tables> => new Kysely<Tables>({ dialect, plugins: PLUGINS });

/** A migrated database without rows: made once in seconds, then loaded in well under one. */
async function emptyDatabase(cache: string): Promise<Blob> {
  if (existsSync(cache)) return new Blob([readFileSync(cache)]);
  const pglite = await PGlite.create();
  const db = kysely(new PGliteDialect({ pglite }));
  await migrate(db);
  const dump = await pglite.dumpDataDir('none');
  await db.destroy();
  writeAtomically(cache, new Uint8Array(await dump.arrayBuffer()));
  return dump;
}

/** Written aside and renamed, so that a parallel start never reads half a file. */
function writeAtomically(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const aside = `${path}.${process.pid}`;
  writeFileSync(aside, bytes);
  renameSync(aside, path);
}

function cacheFile(directory: string | undefined): string {
  const base =
    directory ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'launch-ready-chatbot');
  return join(base, `empty-${migrationsDigest()}.tar`);
}
