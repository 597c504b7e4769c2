import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notFound } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { members } from './access.ts';
import { Id, iso, Moment, text } from './schemas.ts';

const Ticket = z.object({ id: Id, userId: Id, subject: z.string(), createdAt: Moment });
const Params = z.object({ ticketId: Id });
const COLUMNS = ['id', 'userId', 'subject', 'createdAt'] as const;

export const listTickets = defineRoute({
  id: 'listTickets',
  method: 'GET',
  path: '/api/tickets',
  tag: 'tools',
  summary: 'Tickets that the assistant opened, newest first',
  access: members('read'),
  limit: 'read',
  success: { status: 200, description: 'The tickets.', body: z.object({ tickets: z.array(Ticket) }) },
  handle: async (call) => {
    const rows = await call.scoped('tickets.list', ({ db, mine }) =>
      db
        .selectFrom('tickets')
        .select(COLUMNS)
        .where(mine('tickets'))
        .orderBy('createdAt', 'desc')
        .limit(200)
        .execute(),
    );
    return { tickets: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt) })) };
  },
});

export const createTicket = defineRoute({
  id: 'createTicket',
  method: 'POST',
  path: '/api/tickets',
  tag: 'tools',
  summary: 'Open a ticket by hand',
  access: members('chat'),
  limit: 'write',
  body: z.strictObject({ subject: text(200) }),
  success: { status: 201, description: 'Opened.', body: Ticket },
  handle: async (call) => {
    const row = await call.scoped('tickets.create', ({ db, owner }) =>
      db
        .insertInto('tickets')
        .values({ ...owner, id: randomUUID(), subject: call.body.subject })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow(),
    );
    return { ...row, createdAt: iso(row.createdAt) };
  },
});

export const getTicket = defineRoute({
  id: 'getTicket',
  method: 'GET',
  path: '/api/tickets/{ticketId}',
  tag: 'tools',
  summary: 'One ticket',
  access: members('read'),
  limit: 'read',
  params: Params,
  success: { status: 200, description: 'The ticket.', body: Ticket },
  handle: async (call) => {
    const row = await call.scoped('tickets.read', ({ db, mine }) =>
      db
        .selectFrom('tickets')
        .select(COLUMNS)
        .where('id', '=', call.params.ticketId)
        .where(mine('tickets'))
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : { ...row, createdAt: iso(row.createdAt) };
  },
});

export const closeTicket = defineRoute({
  id: 'closeTicket',
  method: 'DELETE',
  path: '/api/tickets/{ticketId}',
  tag: 'tools',
  summary: 'Close a ticket',
  access: members('chat'),
  limit: 'write',
  params: Params,
  success: { status: 204, description: 'Closed.' },
  handle: async (call) => {
    const row = await call.scoped('tickets.delete', ({ db, mine }) =>
      db
        .deleteFrom('tickets')
        .where('id', '=', call.params.ticketId)
        .where(mine('tickets'))
        .returning('id')
        .executeTakeFirst(),
    );
    return row === undefined ? notFound() : undefined;
  },
});
