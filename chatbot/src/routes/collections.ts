import { z } from 'zod';
import type { Scoped } from '../data/scoped.ts';
import { searchPassages } from '../chat/retrieve.ts';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone, members } from './access.ts';
import { PREVIEW } from './files.ts';
import { Id, idOf, iso, Moment, text } from './schemas.ts';

const Collection = z.object({ id: Id, name: z.string(), createdAt: Moment });
const Params = z.object({ collectionId: Id });
const COLUMNS = ['id', 'name', 'createdAt'] as const;

const shown = (row: { id: string; name: string; createdAt: Date }) => ({
  ...row,
  createdAt: iso(row.createdAt),
});

/** Only files that the actor may see can be put into a collection. */
async function connectFiles({ db, mine, owner }: Scoped, collectionId: string, fileIds: readonly string[]) {
  if (fileIds.length === 0) return 0;
  const files = await db
    .selectFrom('files')
    .select('id')
    .where('id', 'in', fileIds)
    .where(mine('files'))
    .execute();
  const { workspaceId } = owner;
  for (const { id } of files) {
    await db
      .insertInto('collectionFiles')
      .values({ collectionId, fileId: id, workspaceId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return files.length;
}

export const createCollection = defineRoute({
  id: 'createCollection',
  method: 'POST',
  path: '/api/collections',
  tag: 'collections',
  summary: 'Group files, so that they can be searched together',
  access: members('chat'),
  limit: 'write',
  body: z.strictObject({
    name: text(100),
    fileIds: z.array(idOf('a file of the workspace')).max(100).default([]),
  }),
  success: { status: 201, description: 'Created.', body: Collection },
  handle: async (call) => {
    const { name, fileIds } = call.body;
    const id = call.services.policies.identifiers.create('other');
    const row = await call.scoped('collections.create', ({ db, owner }) =>
      db
        .insertInto('collections')
        .values({ ...owner, id, name })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow(),
    );
    await call.scoped('collections.connect', (scoped) => connectFiles(scoped, id, fileIds));
    return shown(row);
  },
});

export const listCollections = defineRoute({
  id: 'listCollections',
  method: 'GET',
  path: '/api/collections',
  tag: 'collections',
  summary: 'The collections of the workspace',
  access: everyone('read'),
  limit: 'read',
  success: {
    status: 200,
    description: 'The collections.',
    body: z.object({ collections: z.array(Collection) }),
  },
  handle: async (call) => {
    const rows = await call.scoped('collections.list', ({ db, mine }) =>
      db
        .selectFrom('collections')
        .select(COLUMNS)
        .where(mine('collections'))
        .orderBy('createdAt', 'desc')
        .limit(200)
        .execute(),
    );
    return { collections: rows.map(shown) };
  },
});

export const getCollection = defineRoute({
  id: 'getCollection',
  method: 'GET',
  path: '/api/collections/{collectionId}',
  tag: 'collections',
  summary: 'One collection',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The collection.', body: Collection },
  handle: async (call) => {
    const row = await call.scoped('collections.read', ({ db, mine }) =>
      db
        .selectFrom('collections')
        .select(COLUMNS)
        .where('id', '=', call.params.collectionId)
        .where(mine('collections'))
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : shown(row);
  },
});

export const addToCollection = defineRoute({
  id: 'addToCollection',
  method: 'POST',
  path: '/api/collections/{collectionId}/files',
  tag: 'collections',
  summary: 'Put a file into a collection',
  access: members('chat'),
  limit: 'write',
  params: Params,
  body: z.strictObject({ fileId: idOf('a file of the workspace') }),
  success: { status: 204, description: 'It is in.' },
  handle: async (call) => {
    const { collectionId } = call.params;
    const added = await call.scoped('collections.addFile', async (scoped) => {
      const collection = await scoped.db
        .selectFrom('collections')
        .select('id')
        .where('id', '=', collectionId)
        .where(scoped.mine('collections'))
        .executeTakeFirst();
      return collection === undefined ? 0 : connectFiles(scoped, collectionId, [call.body.fileId]);
    });
    return added === 0 ? notFound() : undefined;
  },
});

export const listCollectionFiles = defineRoute({
  id: 'listCollectionFiles',
  method: 'GET',
  path: '/api/collections/{collectionId}/files',
  tag: 'collections',
  summary: 'The files of a collection',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: {
    status: 200,
    description: 'The files; none for a collection that is not there.',
    body: z.object({ files: z.array(z.object({ id: Id, name: z.string(), preview: z.string() })) }),
  },
  handle: async (call) => ({
    files: await call.scoped('collections.files', ({ db, mine }) =>
      db
        .selectFrom('collectionFiles')
        .innerJoin('files', 'files.id', 'collectionFiles.fileId')
        .select(['files.id', 'files.name', PREVIEW])
        .where('collectionId', '=', call.params.collectionId)
        .where(mine('files'))
        .limit(200)
        .execute(),
    ),
  }),
});

export const removeFromCollection = defineRoute({
  id: 'removeFromCollection',
  method: 'DELETE',
  path: '/api/collections/{collectionId}/files/{fileId}',
  tag: 'collections',
  summary: 'Take a file out of a collection; the file stays',
  access: members('chat'),
  limit: 'write',
  params: Params.extend({ fileId: Id }),
  success: { status: 204, description: 'It is out.' },
  handle: async (call) => {
    const { collectionId, fileId } = call.params;
    const row = await call.scoped('collections.removeFile', ({ db, mine }) =>
      db
        .deleteFrom('collectionFiles')
        .where('collectionId', '=', collectionId)
        .where('fileId', '=', fileId)
        .where(mine('collectionFiles'))
        .returning('fileId')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});

export const searchCollection = defineRoute({
  id: 'searchCollection',
  method: 'POST',
  path: '/api/collections/{collectionId}/search',
  tag: 'collections',
  summary: 'Find passages in a collection',
  access: everyone('read'),
  limit: 'chat',
  params: Params,
  body: z.strictObject({ question: text(1_000) }),
  success: {
    status: 200,
    description: 'The passages that fit; none for a collection that is not there.',
    body: z.object({ passages: z.array(z.object({ fileId: Id, title: z.string(), text: z.string() })) }),
  },
  handle: async (call) => {
    const place = { query: 'collections.search', collectionId: call.params.collectionId } as const;
    const passages = await searchPassages(call, call.body.question, place);
    return { passages: passages.map(({ fileId, name, text }) => ({ fileId, title: name, text })) };
  },
});

export const deleteCollection = defineRoute({
  id: 'deleteCollection',
  method: 'DELETE',
  path: '/api/collections/{collectionId}',
  tag: 'collections',
  summary: 'Delete a collection; its files stay',
  access: members('chat'),
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'Deleted.' },
  handle: async (call) => {
    const row = await call.scoped('collections.delete', ({ db, mine }) =>
      db
        .deleteFrom('collections')
        .where('id', '=', call.params.collectionId)
        .where(mine('collections'))
        .returning('id')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});
