import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { everyone } from './access.ts';
import { Id, idOf } from './schemas.ts';
import { PREVIEW } from './files.ts';

const Params = z.object({ conversationId: Id });

export const attachFile = defineRoute({
  id: 'attachFile',
  method: 'POST',
  path: '/api/conversations/{conversationId}/attachments',
  tag: 'conversations',
  summary: 'Attach a file, so that answers look there first',
  access: everyone('chat'),
  limit: 'write',
  params: Params,
  body: z.strictObject({ fileId: idOf('a file of the workspace') }),
  success: {
    status: 201,
    description: 'Attached.',
    body: z.object({ id: Id, fileId: Id, name: z.string() }),
  },
  handle: async (call) => {
    const { conversationId } = call.params;
    const conversation = await call.scoped('attachments.conversation', ({ db, mine }) =>
      db
        .selectFrom('conversations')
        .select('id')
        .where('id', '=', conversationId)
        .where(mine('conversations'))
        .executeTakeFirst(),
    );
    if (conversation === undefined) return notFound();
    const id = randomUUID();
    const name = await call.scoped('attachments.attach', async ({ db, mine, owner }) => {
      const file = await db
        .selectFrom('files')
        .select(['id', 'name'])
        .where('id', '=', call.body.fileId)
        .where(mine('files'))
        .executeTakeFirst();
      if (file === undefined) return undefined;
      await db
        .insertInto('attachments')
        .values({ ...owner, id, conversationId, fileId: file.id })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return file.name;
    });
    return name === undefined ? notFound() : { id, fileId: call.body.fileId, name };
  },
});

export const listAttachments = defineRoute({
  id: 'listAttachments',
  method: 'GET',
  path: '/api/conversations/{conversationId}/attachments',
  tag: 'conversations',
  summary: 'The files attached to a conversation',
  access: everyone('read'),
  limit: 'read',
  params: Params,
  success: {
    status: 200,
    description: 'The files; none for a conversation that is not there.',
    body: z.object({
      attachments: z.array(z.object({ id: Id, fileId: Id, name: z.string(), preview: z.string() })),
    }),
  },
  handle: async (call) => ({
    attachments: await call.scoped('attachments.list', ({ db, mine }) =>
      db
        .selectFrom('attachments')
        .innerJoin('files', 'files.id', 'attachments.fileId')
        .select(['attachments.id', 'fileId', 'name', PREVIEW])
        .where('conversationId', '=', call.params.conversationId)
        .where(mine('attachments'))
        .limit(100)
        .execute(),
    ),
  }),
});

export const detachFile = defineRoute({
  id: 'detachFile',
  method: 'DELETE',
  path: '/api/conversations/{conversationId}/attachments/{attachmentId}',
  tag: 'conversations',
  summary: 'Detach a file',
  access: everyone('chat'),
  limit: 'write',
  params: Params.extend({ attachmentId: Id }),
  success: { status: 204, description: 'Detached.' },
  handle: async (call) => {
    const { conversationId, attachmentId } = call.params;
    const row = await call.scoped('attachments.detach', ({ db, mine, under }) =>
      db
        .deleteFrom('attachments')
        .where('id', '=', attachmentId)
        .where(under('attachments.conversationId', conversationId))
        .where(mine('attachments'))
        .returning('id')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});
