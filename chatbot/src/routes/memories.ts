import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone } from './access.ts';
import { Id, iso, Moment, text } from './schemas.ts';

const Memory = z.object({ id: Id, text: z.string(), createdAt: Moment });
const Params = z.object({ memoryId: Id });
const COLUMNS = ['id', 'text', 'createdAt'] as const;

const shown = (row: { id: string; text: string; createdAt: Date }) => ({
  ...row,
  createdAt: iso(row.createdAt),
});

export const createMemory = defineRoute({
  id: 'createMemory',
  method: 'POST',
  path: '/api/memories',
  tag: 'memories',
  summary: 'Have the assistant remember something for you',
  access: everyone('chat'),
  limit: 'write',
  body: z.strictObject({ text: text(1_000) }),
  success: { status: 201, description: 'Remembered.', body: Memory },
  handle: async (call) => {
    const id = call.services.policies.identifiers.create('other');
    const row = await call.scoped('memories.create', ({ db, owner }) =>
      db
        .insertInto('memories')
        .values({ ...owner, id, text: call.body.text })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow(),
    );
    return shown(row);
  },
});

export const listMemories = defineRoute({
  id: 'listMemories',
  method: 'GET',
  path: '/api/memories',
  tag: 'memories',
  summary: 'What the assistant remembers for you',
  access: everyone('read'),
  limit: 'read',
  success: { status: 200, description: 'Your memories.', body: z.object({ memories: z.array(Memory) }) },
  handle: async (call) => {
    const rows = await call.scoped('memories.list', ({ db, mine }) =>
      db
        .selectFrom('memories')
        .select(COLUMNS)
        .where(mine('memories'))
        .orderBy('createdAt', 'desc')
        .limit(200)
        .execute(),
    );
    return { memories: rows.map(shown) };
  },
});

export const getMemory = defineRoute({
  id: 'getMemory',
  method: 'GET',
  path: '/api/memories/{memoryId}',
  tag: 'memories',
  summary: 'One memory',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The memory.', body: Memory },
  handle: async (call) => {
    const row = await call.scoped('memories.read', ({ db, mine }) =>
      db
        .selectFrom('memories')
        .select(COLUMNS)
        .where('id', '=', call.params.memoryId)
        .where(mine('memories'))
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : shown(row);
  },
});

export const updateMemory = defineRoute({
  id: 'updateMemory',
  method: 'PATCH',
  path: '/api/memories/{memoryId}',
  tag: 'memories',
  summary: 'Correct a memory',
  access: everyone('chat'),
  limit: 'write',
  params: Params,
  body: z.strictObject({ text: text(1_000) }),
  success: { status: 200, description: 'Corrected.', body: Memory },
  handle: async (call) => {
    const row = await call.scoped('memories.update', ({ db, mine }) =>
      db
        .updateTable('memories')
        .set({ text: call.body.text })
        .where('id', '=', call.params.memoryId)
        .where(mine('memories'))
        .returning(COLUMNS)
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : shown(row);
  },
});

/** Answers 204 whether or not there was anything of the caller's to forget: deleting is idempotent here. */
export const deleteMemory = defineRoute({
  id: 'deleteMemory',
  method: 'DELETE',
  path: '/api/memories/{memoryId}',
  tag: 'memories',
  summary: 'Forget a memory',
  access: everyone('chat'),
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'You have no such memory any more.' },
  handle: async (call) => {
    await call.scoped('memories.delete', ({ db, mine }) =>
      db.deleteFrom('memories').where('id', '=', call.params.memoryId).where(mine('memories')).execute(),
    );
  },
});
