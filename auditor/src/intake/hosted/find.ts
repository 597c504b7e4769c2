/** A hosted backend that scripts of a front end speak to. */
export interface FoundBackend {
  readonly backend: 'supabase' | 'firebase';
  /** The project's address, or its id. */
  readonly project: string;
  readonly tables: readonly string[];
  readonly functions: readonly string[];
  readonly buckets: readonly string[];
  /** True when it listens to changes over a socket, which nothing here tests. */
  readonly realtime: boolean;
  /** The text that names the project. */
  readonly script: string;
}

interface Script {
  readonly name: string;
  readonly text: string;
}

const SUPABASE = /https:\/\/[a-z0-9]{16,32}\.supabase\.(?:co|in)\b/g;
/** Another address in front of the same, which its library is told beside the public key. */
const SUPABASE_ELSEWHERE =
  /["'`](https?:\/\/[^"'`\s]{4,200})["'`]\s*,\s*["'`](?:sb_publishable_|eyJ|~secret\.jwt)/g;
const TABLE = /\.from\(\s*["'`](\w{1,63})["'`]\s*\)\s*\.\s*(?:select|insert|update|upsert|delete)\b/g;
const BUCKET =
  /\.from\(\s*["'`]([\w.-]{1,100})["'`]\s*\)\s*\.\s*(?:upload|update|download|getPublicUrl|createSignedUrls?|list|remove|move|copy)\(/g;
const FUNCTION = /\.rpc\(\s*["'`](\w{1,63})["'`]/g;
const REALTIME = /["'`]postgres_changes["'`]|\bonSnapshot\(/;

const FIREBASE = /projectId["'`]?\s*:\s*["'`]([a-z][a-z0-9-]{3,29})["'`]/g;
const FIREBASE_BESIDE = /authDomain["'`]?\s*:|messagingSenderId["'`]?\s*:|databaseURL["'`]?\s*:/;
const COLLECTION = /\bcollection\(\s*[\w$.()]{1,40}\s*,\s*["'`]([\w/-]{1,200})["'`]/g;
const DATABASE_PATH = /\bref\(\s*[\w$.()]{1,40}\s*,\s*["'`]([\w/-]{1,200})["'`]/g;

/**
 * The hosted backends that scripts name, with what they ask of them as far as that is written out. A project is only found
 * where the script gives its address or its whole configuration.
 */
export function findBackends(scripts: readonly Script[]): readonly FoundBackend[] {
  const found = new Map<string, FoundBackend>();
  const everything = scripts.map((one) => one.text).join('\n');
  const realtime = REALTIME.test(everything);
  for (const { name: script, text } of scripts) {
    for (const project of [...namesIn(text, SUPABASE), ...namesIn(text, SUPABASE_ELSEWHERE)]) {
      if (found.has(project)) continue;
      const asked = {
        tables: namesIn(everything, TABLE),
        functions: namesIn(everything, FUNCTION),
        buckets: namesIn(everything, BUCKET),
      };
      found.set(project, { backend: 'supabase', project, ...asked, realtime, script });
    }
    if (!FIREBASE_BESIDE.test(text)) continue;
    for (const project of namesIn(text, FIREBASE)) {
      if (found.has(project)) continue;
      const tables = [...namesIn(everything, COLLECTION), ...namesIn(everything, DATABASE_PATH)];
      found.set(project, {
        backend: 'firebase',
        project,
        tables,
        functions: [],
        buckets: [],
        realtime,
        script,
      });
    }
  }
  return [...found.values()];
}

/** Most names of one sort that are taken from scripts. */
const MOST = 100;

function namesIn(text: string, pattern: RegExp): readonly string[] {
  const names = [...text.matchAll(pattern)].map((match) => match[1] ?? match[0]);
  return [...new Set(names)].slice(0, MOST);
}
