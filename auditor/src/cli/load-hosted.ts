import { resolve } from 'node:path';
import type { Json, Operation } from '../core/operation.ts';
import type { Target } from '../core/target.ts';
import { firebaseOperations } from '../intake/hosted/firebase.ts';
import { findInHar } from '../intake/hosted/find-in-har.ts';
import { readPostgrest, type RestDescription } from '../intake/hosted/postgrest.ts';
import { supabaseOperations } from '../intake/hosted/supabase.ts';
import { untestedIn } from '../intake/hosted/untested.ts';
import { readText } from '../io/files.ts';
import { UsageError } from './exit.ts';

const MOST_BYTES = 20 * 1024 * 1024;

/**
 * The operations of the hosted backends that the target file names.
 *
 * @throws UsageError when the description that it names cannot be used
 */
export function hostedOperations({ backends }: Target, folder: string): readonly Operation[] {
  const { supabase, firebase } = backends;
  return [
    ...(supabase === undefined ? [] : supabaseOperations(supabase, descriptionOf(supabase.schema, folder))),
    ...(firebase === undefined ? [] : firebaseOperations(firebase)),
  ];
}

/** What recordings show of hosted backends and the target file does not name; a recording too large to be searched shows nothing. */
export function hostedNotices(target: Target, folder: string): readonly string[] {
  return Object.values(target.routes.har).flatMap((file) => {
    const read = readText(resolve(folder, file), MOST_BYTES);
    if (!read.ok) return [];
    return untestedIn(target, findInHar(read.text, file)).map(
      ({ project, what }) =>
        `${file} shows requests to ${project} that nothing here tests: ${what.join(', ')}. Name them under backends (docs/hosted-backends.md).`,
    );
  });
}

function descriptionOf(file: string | undefined, folder: string): RestDescription | undefined {
  if (file === undefined) return undefined;
  const key = 'backends.supabase.schema';
  const read = readText(resolve(folder, file), MOST_BYTES);
  if (!read.ok)
    throw new UsageError(`Cannot read ${file}, which the target file names at ${key}: ${read.because}.`);
  const description = readPostgrest(parsed(read.text));
  if (description === undefined)
    throw new UsageError(
      `${file} (${key}) is not what GET /rest/v1/ answers: an OpenAPI 2.0 document as JSON.`,
    );
  return description;
}

function parsed(text: string): Json {
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return null;
  }
}
