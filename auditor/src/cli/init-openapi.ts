import { resolve } from 'node:path';
import { readOpenApi } from '../intake/openapi.ts';
import { readText, writeText } from '../io/files.ts';
import { liveHttp } from '../io/http.ts';
import { version } from '../io/version.ts';

/** Where frameworks put their description by default. */
const PLACES = [
  '/openapi.json',
  '/api/openapi.json',
  '/swagger.json',
  '/v3/api-docs',
  '/api-docs',
  '/api/docs-json',
  '/api-json',
  '/docs/openapi.json',
  '/api/v1/openapi.json',
  '/v1/openapi.json',
  '/swagger/v1/swagger.json',
  '/api/schema/?format=json',
  '/openapi.yaml',
  '/.well-known/openapi.json',
];

/** An OpenAPI description that the running product hands out to anyone. */
export interface PublishedOpenApi {
  readonly place: string;
  readonly text: string;
}

/** Looks for one at the usual places of these addresses, and nowhere else. Redirects are not followed. */
export async function findOpenApi(addresses: readonly string[]): Promise<PublishedOpenApi | undefined> {
  const http = liveHttp({ hosts: {}, concurrency: 2 });
  try {
    for (const origin of new Set(addresses.map((one) => new URL(one).origin))) {
      for (const path of PLACES) {
        const headers = { 'user-agent': `launch-ready/${version()}`, accept: 'application/json' };
        const answer = await http.send({ method: 'GET', origin, path, headers, timeoutMs: 5_000 });
        // Nobody is there: the other places need not be tried.
        if (answer.kind === 'no-answer') break;
        const text = answer.body.toString('utf8');
        if (answer.status !== 200 || !/openapi|swagger/.test(text)) continue;
        const read = await readOpenApi(text, path);
        if (read.ok) return { place: `${origin}${path}`, text };
      }
    }
    return undefined;
  } finally {
    await http.close();
  }
}

/** Keeps the description beside the target file. An older file of that name stays as it is, and is used. */
export function keepOpenApi(folder: string, { text }: PublishedOpenApi): string {
  const file = resolve(folder, text.trimStart().startsWith('{') ? 'openapi.json' : 'openapi.yaml');
  if (!readText(file, Number.MAX_SAFE_INTEGER).ok) writeText(file, text);
  return file;
}
