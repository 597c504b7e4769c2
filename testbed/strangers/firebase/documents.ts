import { randomBytes } from 'node:crypto';
import { jsonOf, type Reply, type Visit } from '../reply.ts';
import { failure } from './accounts.ts';
import type { Rules } from './rules.ts';

type Fields = { readonly [name: string]: unknown };

const DENIED = failure(403, 'PERMISSION_DENIED');

/** The part of Firestore's REST interface that reads and writes documents of one level. */
export function createDocuments(rule: Rules['documents']) {
  const documents = new Map<string, Fields>();

  function answer(visit: Visit, uid: string | undefined): Reply {
    const name = decodeURIComponent(visit.path.replace(/^\/v1\//, ''));
    if (name.endsWith(':runQuery')) return query(name.slice(0, -':runQuery'.length), visit, uid);
    const isCollection = name.split('/documents/')[1]?.split('/').length === 1;
    const fields = { ...jsonOf(JSON.stringify(jsonOf(visit.body)['fields'] ?? {})) };
    if (isCollection && visit.method === 'POST') return create(name, fields, uid);
    if (isCollection) return failure(403, 'PERMISSION_DENIED');
    const known = documents.get(name);
    const act = visit.method === 'GET' ? 'read' : 'write';
    if (!rule({ uid, owner: ownerOf(known), act })) return DENIED;
    if (visit.method === 'DELETE') {
      documents.delete(name);
      return { status: 200, body: {} };
    }
    if (known === undefined) return failure(404, 'NOT_FOUND');
    if (visit.method === 'PATCH') documents.set(name, { ...known, ...fields });
    return { status: 200, body: { name, fields: documents.get(name) } };
  }

  function create(collection: string, fields: Fields, uid: string | undefined): Reply {
    if (!rule({ uid, owner: ownerOf(fields), act: 'write' })) return DENIED;
    const name = `${collection}/${randomBytes(15).toString('base64url').replaceAll(/[-_]/g, 'x')}`;
    documents.set(name, fields);
    return { status: 200, body: { name, fields } };
  }

  /** Rules are no filters: a query is let through when its own condition keeps to them. */
  function query(parent: string, { body }: Visit, uid: string | undefined): Reply {
    const wanted = /"owner"\},"op":"EQUAL","value":\{"stringValue":"([^"]*)"/.exec(body)?.[1];
    if (!rule({ uid, owner: wanted, act: 'read' })) return DENIED;
    const found = [...documents].filter(
      ([name, fields]) => name.startsWith(parent) && ownerOf(fields) === wanted,
    );
    return { status: 200, body: found.map(([name, fields]) => ({ document: { name, fields } })) };
  }

  return { answer, count: () => documents.size };
}

function ownerOf(fields: Fields | undefined): string | undefined {
  return /"owner":\{"stringValue":"([^"]*)"/.exec(JSON.stringify(fields ?? {}))?.[1];
}
