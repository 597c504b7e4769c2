import { jsonOf, type Reply, type Visit } from '../reply.ts';
import type { Rules } from './rules.ts';

const DENIED: Reply = { status: 401, body: { error: 'Permission denied' } };

/** The Realtime Database's REST interface to `journals/$uid/$entry`. */
export function createDatabase(rule: Rules['database']) {
  const branches = new Map<string, Map<string, object>>();
  let made = 0;

  function answer({ method, path, body }: Visit, uid: string | undefined): Reply {
    const [, , owner = '', entry] = decodeURIComponent(path.replace(/\.json$/, '')).split('/');
    if (!rule({ uid, owner, act: method === 'GET' ? 'read' : 'write' })) return DENIED;
    const branch = branches.get(owner) ?? new Map<string, object>();
    branches.set(owner, branch);
    if (entry === undefined) {
      if (method !== 'POST')
        return { status: 200, body: branch.size === 0 ? null : Object.fromEntries(branch) };
      made += 1;
      const name = `-N${String(made).padStart(6, '0')}aBcDeFgHiJkL`;
      branch.set(name, { ...jsonOf(body) });
      return { status: 200, body: { name } };
    }
    const known = branch.get(entry);
    if (method === 'DELETE') branch.delete(entry);
    if (method === 'PATCH') branch.set(entry, { ...known, ...jsonOf(body) });
    return { status: 200, body: method === 'DELETE' ? null : (branch.get(entry) ?? null) };
  }

  return { answer, count: () => [...branches.values()].reduce((sum, one) => sum + one.size, 0) };
}
