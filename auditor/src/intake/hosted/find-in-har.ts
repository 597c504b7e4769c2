import type { FoundBackend } from './find.ts';

const ADDRESS = /"url"\s*:\s*"(https?:\/\/[^/"\s]+)(\/[^"\s]*)"/g;
const TABLE = /^\/rest\/v1\/(?!rpc\/)([^/?]+)/;
const FUNCTION = /^\/rest\/v1\/rpc\/([^/?]+)/;
const BUCKET = /^\/storage\/v1\/object\/(?:(?:public|authenticated|sign|list|info)\/)*([^/?]+)/;
const REALTIME = /^\/realtime\/v1\//;
const FIRESTORE = /^\/v1\/projects\/([^/]+)\/databases\/[^/]+\/documents\/([^/?:]+)/;

/** The hosted backends that a browser recording shows, by the addresses that were really asked. */
export function findInHar(text: string, file: string): readonly FoundBackend[] {
  const found = new Map<string, Draft>();
  for (const [, origin = '', path = ''] of text.matchAll(ADDRESS)) {
    const document = origin === 'https://firestore.googleapis.com' ? FIRESTORE.exec(path) : null;
    if (document !== null) {
      draftOf(found, 'firebase', document[1] ?? '').tables.add(document[2] ?? '');
      continue;
    }
    const names = [TABLE, FUNCTION, BUCKET].map((pattern) => pattern.exec(path)?.[1]);
    const listens = REALTIME.test(path);
    if (!listens && names.every((one) => one === undefined)) continue;
    const draft = draftOf(found, 'supabase', origin);
    const [table, call, bucket] = names;
    if (table !== undefined) draft.tables.add(table);
    if (call !== undefined) draft.functions.add(call);
    if (bucket !== undefined) draft.buckets.add(bucket);
    draft.realtime ||= listens;
  }
  return [...found].map(([project, { backend, tables, functions, buckets, realtime }]) => ({
    backend,
    project,
    tables: [...tables],
    functions: [...functions],
    buckets: [...buckets],
    realtime,
    script: file,
  }));
}

interface Draft {
  readonly backend: FoundBackend['backend'];
  readonly tables: Set<string>;
  readonly functions: Set<string>;
  readonly buckets: Set<string>;
  realtime: boolean;
}

function draftOf(found: Map<string, Draft>, backend: FoundBackend['backend'], project: string): Draft {
  const known = found.get(project);
  if (known !== undefined) return known;
  const draft = {
    backend,
    tables: new Set<string>(),
    functions: new Set<string>(),
    buckets: new Set<string>(),
    realtime: false,
  };
  found.set(project, draft);
  return draft;
}
