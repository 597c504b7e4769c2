import { respond, type Reply, type Visit } from '../reply.ts';
import { open, type Served } from '../tiny/serve.ts';
import { accounts, failure, uidOf } from './accounts.ts';
import { createDatabase } from './database.ts';
import { createDocuments } from './documents.ts';
import { createFiles } from './files.ts';
import { OWN_ONLY, type Rules } from './rules.ts';

interface Project extends Served {
  /** Documents, entries and files that are still there. */
  remaining(): number;
}

/** A Firebase project whose services stand below one address. */
export async function startFirebase(change: Partial<Rules> = {}): Promise<Project> {
  const rules = { ...OWN_ONLY, ...change };
  const documents = createDocuments(rules.documents);
  const database = createDatabase(rules.database);
  const files = createFiles(rules.files);

  function answer(visit: Visit): Reply {
    const [, service] = visit.path.split('/');
    const inside = { ...visit, path: visit.path.slice(`/${service}`.length) };
    if (service === 'identity') return accounts(inside);
    const header = visit.headers['authorization'];
    // Each service takes the token in its own place, and in no other.
    const carried = {
      firestore: /^Bearer (.+)$/.exec(String(header))?.[1],
      database: visit.query.get('auth') ?? undefined,
      files: /^(?:Firebase|Bearer) (.+)$/.exec(String(header))?.[1],
    };
    const token =
      service === 'firestore' || service === 'database' || service === 'files' ? carried[service] : '';
    const uid = token === undefined ? undefined : uidOf(token);
    if (token !== undefined && uid === undefined) return failure(401, 'UNAUTHENTICATED');
    if (service === 'firestore') return documents.answer(inside, uid);
    return service === 'database' ? database.answer(inside, uid) : files.answer(inside, uid);
  }

  const server = await open(
    (request, response) => void respond((visit) => Promise.resolve(answer(visit)), request, response),
  );
  return { ...server, remaining: () => documents.count() + database.count() + files.count() };
}
