import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { forgetAnswers } from '../chat/cache.ts';
import { cutPassages } from '../chat/passages.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { kindOf } from '../policies/uploads.ts';
import { everyone, members } from './access.ts';
import { recordAudit } from './audit.ts';
import { Id, iso, Moment } from './schemas.ts';

const StoredFile = z.object({
  id: Id,
  name: z.string(),
  kind: z.string(),
  bytes: z.int(),
  preview: z.string().describe('How it begins'),
  createdAt: Moment,
});

const Params = z.object({ fileId: Id });

/** How a file begins, so that people tell their files apart. */
export const PREVIEW = sql<string>`left(content, 200)`.as('preview');

const COLUMNS = ['id', 'name', 'kind', 'bytes', PREVIEW, 'createdAt'] as const;

/** Passages of one file; a text of the largest size is cut into about three thousand. */
const MOST_PASSAGES = 4_000;

export const uploadFile = defineRoute({
  id: 'uploadFile',
  method: 'POST',
  path: '/api/files',
  tag: 'files',
  summary: 'Add a text, Markdown, HTML or CSV file to the workspace',
  access: members('chat'),
  limit: 'upload',
  bodyKind: 'multipart',
  body: z.strictObject({ file: z.file() }),
  success: { status: 201, description: 'Added, and ready to be asked about.', body: StoredFile },
  refusals: [413, 415],
  handle: async (call) => {
    const { file } = call.body;
    const { config, policies, embedder } = call.services;
    if (file.size > config.uploadBytes) {
      return refuse(413, 'too_large', `A file may have at most ${config.uploadBytes} bytes.`);
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const name = baseName(file.name);
    if (!policies.uploads.accepts({ name, type: file.type, bytes })) {
      return refuse(415, 'unsupported_file', 'Send a .txt, .md, .csv or .html file in UTF-8.');
    }
    const kind = kindOf(name) ?? 'text/plain';
    const content = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).replaceAll('\0', '');
    const passages = cutPassages(policies.uploads.readable(content, kind)).slice(0, MOST_PASSAGES);
    const vectors = await embedder.embed(passages);
    const id = policies.identifiers.create('file');
    const row = await call.scoped('files.create', async ({ db, owner }) => {
      const created = await db
        .insertInto('files')
        .values({ ...owner, id, name, kind, bytes: bytes.byteLength, content })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow();
      const { workspaceId } = owner;
      for (const [index, text] of passages.entries()) {
        const embedding = vectors[index] ?? [];
        await db
          .insertInto('passages')
          .values({ id: randomUUID(), workspaceId, fileId: id, text, embedding })
          .execute();
      }
      await db
        .insertInto('usageEvents')
        .values({ ...owner, id: randomUUID(), kind: 'upload', amount: 1 })
        .execute();
      return created;
    });
    await forgetAnswers(call);
    await recordAudit(call, 'file.uploaded', id);
    return { ...row, createdAt: iso(row.createdAt) };
  },
});

/** The last part of a name, whatever path the sender wrote before it (CWE-22). */
const baseName = (name: string): string => (name.split(/[/\\]/).at(-1) ?? '').slice(-200);

export const listFiles = defineRoute({
  id: 'listFiles',
  method: 'GET',
  path: '/api/files',
  tag: 'files',
  summary: 'The files of the workspace, newest first',
  access: everyone('read'),
  limit: 'read',
  success: { status: 200, description: 'The newest files.', body: z.object({ files: z.array(StoredFile) }) },
  handle: async (call) => {
    const rows = await call.scoped('files.list', ({ db, mine }) =>
      db
        .selectFrom('files')
        .select(COLUMNS)
        .where(mine('files'))
        .orderBy('createdAt', 'desc')
        .limit(200)
        .execute(),
    );
    return { files: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});

export const getFile = defineRoute({
  id: 'getFile',
  method: 'GET',
  path: '/api/files/{fileId}',
  tag: 'files',
  summary: 'What is known of a file',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The file.', body: StoredFile },
  handle: async (call) => {
    const row = await call.scoped('files.read', ({ db, mine }) =>
      db
        .selectFrom('files')
        .select(COLUMNS)
        .where('id', '=', call.params.fileId)
        .where(mine('files'))
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : { ...row, createdAt: iso(row.createdAt) };
  },
});

export const getFileContent = defineRoute({
  id: 'getFileContent',
  method: 'GET',
  path: '/api/files/{fileId}/content',
  tag: 'files',
  summary: 'Download a file',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: {
    status: 200,
    description: 'The file itself, as a download.',
    also: ['text/plain', 'text/markdown', 'text/csv'],
  },
  handle: async (call) => {
    const row = await call.scoped('files.content', ({ db, mine }) =>
      db
        .selectFrom('files')
        .select(['name', 'kind', 'content'])
        .where('id', '=', call.params.fileId)
        .where(mine('files'))
        .executeTakeFirst(),
    );
    if (row === undefined) return notFound();
    return new Response(row.content, { headers: call.services.policies.uploads.servedAs(row) });
  },
});

export const deleteFile = defineRoute({
  id: 'deleteFile',
  method: 'DELETE',
  path: '/api/files/{fileId}',
  tag: 'files',
  summary: 'Delete a file and all that was read from it',
  access: members('chat'),
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'Deleted.' },
  handle: async (call) => {
    const row = await call.scoped('files.delete', ({ db, mine }) =>
      db
        .deleteFrom('files')
        .where('id', '=', call.params.fileId)
        .where(mine('files'))
        .returning('id')
        .executeTakeFirst(),
    );
    if (row === undefined) return notFound();
    await forgetAnswers(call);
    await recordAudit(call, 'file.deleted', row.id);
    return undefined;
  },
});
