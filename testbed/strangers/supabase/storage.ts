import { sqlState, type Asker, type Database } from './database.ts';
import { jsonOf, type Reply, type Visit } from '../reply.ts';

const NOT_FOUND: Reply = {
  status: 400,
  body: { statusCode: '404', error: 'not_found', message: 'Object not found' },
};

/** Storage as Supabase serves it: rows of `storage.objects` under its policies, public buckets past them. */
export async function storage(database: Database, asker: Asker, visit: Visit): Promise<Reply> {
  const parts = visit.path.slice('/storage/v1/object/'.length).split('/').map(decodeURIComponent);
  const [first = '', second = '', ...rest] = parts;
  if (first === 'list') return list(database, asker, second, visit);
  if (first === 'public') {
    const found = await database.owner(
      `select o.content from storage.objects o join storage.buckets b on b.id = o.bucket_id where b.public and b.id = $1 and o.name = $2`,
      [second, rest.join('/')],
    );
    return found[0] === undefined ? NOT_FOUND : text(found[0]['content']);
  }
  const [bucket, name] =
    first === 'authenticated' ? [second, rest.join('/')] : [first, [second, ...rest].join('/')];
  const file = [bucket, name];
  const where = 'where bucket_id = $1 and name = $2';
  try {
    return await database.as(asker, async (run) => {
      if (visit.method === 'POST') {
        const made = await run(
          'insert into storage.objects (bucket_id, name, content) values ($1, $2, $3) returning id',
          [...file, visit.body],
        );
        return { status: 200, body: { Key: `${bucket}/${name}`, Id: made[0]?.['id'] } };
      }
      if (visit.method === 'PUT') {
        const changed = await run(`update storage.objects set content = $3 ${where} returning id`, [
          ...file,
          visit.body,
        ]);
        return changed.length === 0 ? NOT_FOUND : { status: 200, body: { Key: `${bucket}/${name}` } };
      }
      if (visit.method === 'DELETE') {
        const gone = await run(`delete from storage.objects ${where} returning id`, file);
        return gone.length === 0 ? NOT_FOUND : { status: 200, body: { message: 'Successfully deleted' } };
      }
      const found = await run(`select content from storage.objects ${where}`, file);
      return found[0] === undefined ? NOT_FOUND : text(found[0]['content']);
    });
  } catch (error) {
    return refusal(error);
  }
}

async function list(database: Database, asker: Asker, bucket: string, visit: Visit): Promise<Reply> {
  const { prefix: given } = jsonOf(visit.body);
  const prefix = typeof given === 'string' ? given : '';
  const rows = await database.as(asker, (run) =>
    run(
      'select id, name, created_at from storage.objects where bucket_id = $1 and starts_with(name, $2) limit 100',
      [bucket, prefix],
    ),
  );
  return {
    status: 200,
    body: rows.map((row) => ({ ...row, name: String(row['name']).slice(prefix.length) })),
  };
}

function text(content: unknown): Reply {
  return { status: 200, body: String(content), type: 'text/plain' };
}

function refusal(error: unknown): Reply {
  const code = sqlState(error);
  if (code === undefined) throw error;
  const message = error instanceof Error ? error.message : '';
  const [statusCode, name] = code === '23505' ? ['409', 'Duplicate'] : ['403', 'Unauthorized'];
  return { status: 400, body: { statusCode, error: name, message } };
}
