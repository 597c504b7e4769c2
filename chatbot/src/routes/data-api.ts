import { z } from 'zod';
import type { Scoped } from '../data/scoped.ts';
import { publicKey } from '../identity/secrets.ts';
import { refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { anyone } from './access.ts';
import { Id, iso, Moment } from './schemas.ts';

const Table = z.enum(['conversations', 'files', 'memories']);
const Row = z.object({ id: Id, workspaceId: Id, text: z.string(), createdAt: Moment });

type Stored = { id: string; workspaceId: string; text: string; createdAt: Date };

export const clientConfig = defineRoute({
  id: 'getClientConfig',
  method: 'GET',
  path: '/api/config',
  tag: 'operations',
  summary: 'What a browser needs to know before anyone signs in; nothing in it is secret',
  access: anyone,
  limit: 'read',
  success: {
    status: 200,
    description: 'The settings.',
    body: z.object({ dataUrl: z.string(), publicKey: z.string(), maxUploadBytes: z.int() }),
  },
  handle: async ({ services: { config, origin } }) => ({
    dataUrl: `${origin()}/data/v1`,
    publicKey: publicKey(config.jwtSecret),
    maxUploadBytes: config.uploadBytes,
  }),
});

/** The public key only names the product; whose rows are seen depends on who is signed in: nobody sees none. */
export const readTable = defineRoute({
  id: 'readTable',
  method: 'GET',
  path: '/data/v1/{table}',
  tag: 'data',
  summary: 'Rows that you may see, straight from the database; send the public key as `apikey`',
  access: anyone,
  limit: 'read',
  params: z.object({ table: Table }),
  success: { status: 200, description: 'The rows.', body: z.array(Row) },
  refusals: [401, 404],
  handle: async (call) => {
    const { config } = call.services;
    if (call.request.headers.get('apikey') !== publicKey(config.jwtSecret)) {
      return refuse(401, 'unauthenticated', 'Send the public key as `apikey`.');
    }
    const rows = await call.scoped(`data.${call.params.table}`, (scoped) =>
      readRows(scoped, call.params.table),
    );
    return rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) }));
  },
});

/** No filter of our own here, as in every data API: row-level security is the one defence. */
function readRows({ db }: Scoped, table: z.output<typeof Table>): Promise<Stored[]> {
  switch (table) {
    case 'conversations':
      return db
        .selectFrom('conversations')
        .select(['id', 'workspaceId', 'title as text', 'createdAt'])
        .limit(200)
        .execute();
    case 'files':
      return db
        .selectFrom('files')
        .select(['id', 'workspaceId', 'content as text', 'createdAt'])
        .limit(200)
        .execute();
    case 'memories':
      return db
        .selectFrom('memories')
        .select(['id', 'workspaceId', 'text', 'createdAt'])
        .limit(200)
        .execute();
  }
}
