import { sqlState, type Asker, type Database, type Row, type Run } from './database.ts';
import { jsonOf, type Reply, type Visit } from '../reply.ts';

/** More or fewer rows than the one that was asked for: everything is rolled back. */
class NotOne extends Error {}

/** The part of PostgREST that browsers use: rows by filter, singular answers, functions. */
export async function rest(database: Database, asker: Asker, visit: Visit): Promise<Reply> {
  const [name = '', called] = visit.path.slice('/rest/v1/'.length).split('/').map(decodeURIComponent);
  const single = String(visit.headers['accept']).includes('vnd.pgrst.object');
  const isRead = visit.method === 'GET';
  try {
    return await database.as(
      asker,
      async (run) => {
        const rows = await (called === undefined ? table(run, name, visit) : call(run, called, visit));
        if (rows === undefined) return { status: 404, body: { code: 'PGRST205' } };
        if (single && rows.length !== 1) throw new NotOne();
        const status = visit.method === 'POST' ? 201 : 200;
        const returns = isRead || String(visit.headers['prefer']).includes('return=representation');
        return returns ? { status, body: single ? rows[0] : rows } : { status: status === 201 ? 201 : 204 };
      },
      isRead,
    );
  } catch (error) {
    return refusal(error, asker);
  }
}

async function table(run: Run, name: string, visit: Visit): Promise<readonly Row[] | undefined> {
  const known = await run(
    `select relname from pg_class where relnamespace = 'app'::regnamespace and relname = $1 and relkind in ('r', 'v')`,
    [name],
  );
  if (known.length === 0) return undefined;
  const at = `app.${quoted(name)}`;
  const filters = [...visit.query].filter(([, value]) => value.startsWith('eq.'));
  const where = filters.map(([column], index) => `${quoted(column)} = $${index + 1}`).join(' and ');
  const values = filters.map(([, value]) => value.slice('eq.'.length));
  const condition = where === '' ? '' : ` where ${where}`;
  const fields = Object.entries(jsonOf(visit.body));
  if (visit.method === 'GET') return run(`select * from ${at}${condition}${orderOf(visit)}`, values);
  if (visit.method === 'DELETE') return run(`delete from ${at}${condition} returning *`, values);
  if (visit.method === 'POST') {
    const columns = fields.map(([column]) => quoted(column)).join(', ');
    const places = fields.map((_, index) => `$${index + 1}`).join(', ');
    return run(
      `insert into ${at} (${columns}) values (${places}) returning *`,
      fields.map(([, value]) => value),
    );
  }
  const changes = fields.map(([column], index) => `${quoted(column)} = $${values.length + index + 1}`);
  return run(`update ${at} set ${changes.join(', ')}${condition} returning *`, [
    ...values,
    ...fields.map(([, value]) => value),
  ]);
}

function orderOf({ query }: Visit): string {
  const [column, direction] = (query.get('order') ?? '').split('.');
  return column === undefined || column === ''
    ? ''
    : ` order by ${quoted(column)} ${direction === 'desc' ? 'desc' : 'asc'}`;
}

function call(run: Run, name: string, { query }: Visit): Promise<readonly Row[]> {
  const given = [...query];
  const places = given.map(([argument], index) => `${quoted(argument)} => $${index + 1}`).join(', ');
  return run(
    `select * from app.${quoted(name)}(${places})`,
    given.map(([, value]) => value),
  );
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** https://docs.postgrest.org/en/stable/references/errors.html */
function refusal(error: unknown, { role }: Asker): Reply {
  if (error instanceof NotOne) {
    const message = 'Cannot coerce the result to a single JSON object';
    return { status: 406, body: { code: 'PGRST116', message } };
  }
  const code = sqlState(error);
  if (code === undefined) throw error;
  const body = { code, message: error instanceof Error ? error.message : '' };
  if (code === '42501') return { status: role === 'anon' ? 401 : 403, body };
  if (code === '42883' || code === '42P01') return { status: 404, body };
  return { status: code === '25006' ? 405 : code === '23505' || code === '23503' ? 409 : 400, body };
}
