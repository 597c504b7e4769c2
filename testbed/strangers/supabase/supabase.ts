import { open, type Served } from '../tiny/serve.ts';
import type { Database } from './database.ts';
import { jsonOf, respond, type Reply, type Visit } from '../reply.ts';
import { rest } from './rest.ts';
import { SCHEMA } from './schema.ts';
import { storage } from './storage.ts';
import { ANON_KEY, askerOf, sign } from './tokens.ts';

export interface Project extends Served {
  /** Rows and files that users made and that are still there. */
  remaining(): Promise<number>;
}

/** A Supabase project over a real Postgres: sign-in, tables, functions and storage, and the policies decide. */
export async function startSupabase(database: Database, migration = ''): Promise<Project> {
  await database.script(SCHEMA);
  if (migration !== '') await database.script(migration);

  async function answer(visit: Visit): Promise<Reply> {
    const { path, headers } = visit;
    if (headers['apikey'] !== ANON_KEY)
      return { status: 401, body: { message: 'No API key found in request' } };
    if (path === '/auth/v1/token') return signIn(visit);
    const asker = askerOf(String(headers['authorization'] ?? '').replace(/^Bearer /, ''));
    if (asker === undefined) return { status: 401, body: { code: 'PGRST301', message: 'JWT invalid' } };
    if (path === '/auth/v1/user') {
      const id = asker.claims['sub'];
      return id === undefined
        ? { status: 403, body: { error_code: 'bad_jwt', msg: 'missing sub claim' } }
        : { status: 200, body: { id, email: asker.claims['email'], aud: 'authenticated' } };
    }
    if (path.startsWith('/rest/v1/')) return rest(database, asker, visit);
    if (path.startsWith('/storage/v1/object/')) return storage(database, asker, visit);
    return { status: 404, body: { message: 'no Route matched with those values' } };
  }

  async function signIn({ query, body }: Visit): Promise<Reply> {
    const { email, password } = jsonOf(body);
    const [user] = await database.owner(
      'select id, email from auth.users where email = $1 and password = $2',
      [email, password],
    );
    if (query.get('grant_type') !== 'password' || user === undefined)
      return { status: 400, body: { error_code: 'invalid_credentials', msg: 'Invalid login credentials' } };
    const exp = Math.floor(Date.now() / 1_000) + 3_600;
    const token = sign({ sub: user['id'], email, role: 'authenticated', aud: 'authenticated', exp });
    return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: 3_600, user } };
  }

  const server = await open((request, response) => void respond(answer, request, response));
  return {
    ...server,
    async remaining() {
      const [counted] = await database.owner(
        `select (select count(*) from app.notes) + (select count(*) from app.drafts) + (select count(*) from app.posts) + (select count(*) from storage.objects) as left`,
      );
      return Number(counted?.['left']);
    },
  };
}
