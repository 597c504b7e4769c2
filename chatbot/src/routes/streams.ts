import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone } from './access.ts';
import { Id, iso, Moment } from './schemas.ts';

const State = z.enum(['running', 'stopped', 'finished']);
const Stream = z.object({
  id: Id,
  conversationId: Id,
  question: z.string(),
  state: State,
  createdAt: Moment,
});
const Params = z.object({ streamId: Id });
const COLUMNS = ['id', 'conversationId', 'question', 'state', 'createdAt'] as const;

export const listStreams = defineRoute({
  id: 'listStreams',
  method: 'GET',
  path: '/api/streams',
  tag: 'streams',
  summary: 'Your latest replies and whether they are still being made',
  access: everyone('read'),
  limit: 'read',
  success: { status: 200, description: 'The latest.', body: z.object({ streams: z.array(Stream) }) },
  handle: async (call) => {
    const rows = await call.scoped('streams.list', ({ db, mine }) =>
      db
        .selectFrom('streams')
        .select(COLUMNS)
        .where(mine('streams'))
        .orderBy('createdAt', 'desc')
        .limit(50)
        .execute(),
    );
    return { streams: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});

export const resumeStream = defineRoute({
  id: 'resumeStream',
  method: 'GET',
  path: '/api/streams/{streamId}',
  tag: 'streams',
  summary: 'A reply as far as it has come, for a client that lost its connection',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The reply so far.', body: Stream.extend({ text: z.string() }) },
  handle: async (call) => {
    const row = await call.scoped('streams.read', ({ db, mine }) =>
      db
        .selectFrom('streams')
        .select([...COLUMNS, 'text'])
        .where('id', '=', call.params.streamId)
        .where(mine('streams'))
        .executeTakeFirst(),
    );
    if (row === undefined) return notFound();
    const text = call.services.running.find(row.id)?.text ?? row.text;
    return { ...row, text, createdAt: iso(row.createdAt) };
  },
});

export const stopStream = defineRoute({
  id: 'stopStream',
  method: 'POST',
  path: '/api/streams/{streamId}/stop',
  tag: 'streams',
  summary: 'Stop a reply that is being made; what there is of it is kept',
  access: everyone('chat'),
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'It stops, if it was still being made.' },
  handle: async (call) => {
    const row = await call.scoped('streams.stop', ({ db, mine }) =>
      db
        .selectFrom('streams')
        .select('id')
        .where('id', '=', call.params.streamId)
        .where(mine('streams'))
        .executeTakeFirst(),
    );
    if (row === undefined) return notFound();
    call.services.running.find(row.id)?.stop();
    return undefined;
  },
});

export const deleteStream = defineRoute({
  id: 'deleteStream',
  method: 'DELETE',
  path: '/api/streams/{streamId}',
  tag: 'streams',
  summary: 'Delete the record of a reply, stopping the reply if it is still being made; its message stays',
  access: everyone('chat'),
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'Deleted.' },
  handle: async (call) => {
    const row = await call.scoped('streams.delete', ({ db, mine }) =>
      db
        .deleteFrom('streams')
        .where('id', '=', call.params.streamId)
        .where(mine('streams'))
        .returning('id')
        .executeTakeFirst(),
    );
    if (row === undefined) return notFound();
    call.services.running.find(row.id)?.stop();
    return undefined;
  },
});
