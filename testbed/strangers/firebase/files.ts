import type { Reply, Visit } from '../reply.ts';
import { failure } from './accounts.ts';
import type { Rules } from './rules.ts';

/** Cloud Storage as the web library speaks to it: `users/$uid/$file`. */
export function createFiles(rule: Rules['files']) {
  const files = new Map<string, string>();

  function answer({ method, path, query, body }: Visit, uid: string | undefined): Reply {
    const inPath = /\/o\/([^/]+)$/.exec(path)?.[1];
    const prefix = query.get('prefix');
    const name = inPath === undefined ? (query.get('name') ?? prefix ?? '') : decodeURIComponent(inPath);
    const owner = /^users\/([^/]+)\//.exec(name)?.[1];
    const act = method === 'GET' ? 'read' : 'write';
    if (!rule({ uid, owner, act })) return failure(403, 'Permission denied.');
    if (method === 'POST') {
      files.set(name, body);
      return { status: 200, body: { name, bucket: 'zettel.appspot.com', size: String(body.length) } };
    }
    if (inPath === undefined) {
      const items = [...files.keys()].filter((one) => one.startsWith(name)).map((one) => ({ name: one }));
      return { status: 200, body: { prefixes: [], items } };
    }
    const known = files.get(name);
    if (known === undefined) return failure(404, 'Not Found.');
    if (method !== 'DELETE') return { status: 200, body: known, type: 'text/plain' };
    files.delete(name);
    return { status: 204 };
  }

  return { answer, count: () => files.size };
}
