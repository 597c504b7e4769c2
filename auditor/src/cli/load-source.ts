import { join } from 'node:path';
import type { SourceReading } from '../evidence/source-hint.ts';
import { readText } from '../io/files.ts';
import { readRepository } from '../io/repository.ts';
import { readManifest } from '../source/manifest.ts';
import { readSource } from '../source/read.ts';

const MOST_BYTES = 5 * 1024 * 1024;
/** More than anybody reads; the rest is much the same. */
const MOST_HINTS = 500;
const MOST_ROUTES = 3_000;

/** Reads the source of a repository; undefined when the folder cannot be read. */
export function loadSource(folder: string): SourceReading | undefined {
  const repository = readRepository(folder);
  if (!repository.ok) return undefined;
  const reading = readSource(repository.files);
  const apps = reading.actions.length === 0 ? [] : appsIn(repository.files);
  const lookUps = apps.flatMap((app) => {
    const read = readText(join(folder, app, '.next/server/server-reference-manifest.json'), MOST_BYTES);
    return read.ok ? (readManifest(read.text, app) ?? []) : [];
  });
  return {
    ...reading,
    unread: [...reading.unread],
    routes: reading.routes.slice(0, MOST_ROUTES),
    hints: reading.hints.slice(0, MOST_HINTS),
    actions: reading.actions.map((action) => {
      const call = lookUps.map((lookUp) => lookUp(action)).find((one) => one !== undefined);
      return call === undefined ? action : { ...action, call };
    }),
    ...(repository.cut === undefined ? {} : { cut: repository.cut }),
  };
}

/** Folders with a manifest of their own, with a `/` behind them: a repository may hold several apps. */
function appsIn(files: readonly { readonly path: string }[]): readonly string[] {
  return files.flatMap(({ path }) =>
    /(?:^|\/)package\.json$/.test(path) ? [path.slice(0, -'package.json'.length)] : [],
  );
}
