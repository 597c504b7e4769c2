import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Call } from '../http/call.ts';
import type { ToolRequest } from '../policies/tools.ts';

type AnyCall = Call<unknown, unknown, unknown>;

/** What a tool says it did, or why it could not. */
type Performed = { readonly said: string } | { readonly because: string };

/** Does it. Whether it may be done was decided before. Throws when what it calls cannot be reached. */
export async function perform(call: AnyCall, { tool, arguments: given }: ToolRequest): Promise<Performed> {
  const { outageFile } = call.services.config.tools;
  if (outageFile !== undefined && existsSync(outageFile))
    throw new Error('connect ECONNREFUSED 10.0.0.7:8443 (https://desk.internal:8443/v1/acts)');
  switch (tool) {
    case 'create_ticket':
      return openTicket(call, given['subject'] ?? '');
    case 'refund':
      // The workspace's payment system hears of it by the event that every run sends.
      return { said: `The refund of order ${given['order']} was handed to the payment system.` };
    case 'send_email':
      return sendMessage(call, given['to'] ?? '', given['text'] ?? '');
  }
}

async function openTicket(call: AnyCall, subject: string): Promise<Performed> {
  const id = randomUUID();
  await call.scoped('tickets.create', ({ db, owner }) =>
    db
      .insertInto('tickets')
      .values({ ...owner, id, subject })
      .execute(),
  );
  return { said: `Ticket ${id} is open.` };
}

/** Only to people of the workspace: the assistant is no way to write to the world. */
async function sendMessage(call: AnyCall, to: string, text: string): Promise<Performed> {
  const member = await call.scoped('tools.recipient', ({ db, mine }) =>
    db
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.userId')
      .select('email')
      .where('email', '=', to)
      .where(mine('memberships'))
      .executeTakeFirst(),
  );
  if (member === undefined) return { because: 'to: nobody of this workspace has this address' };
  await call.services.mailer.send({
    to: member.email,
    subject: 'A message from your assistant',
    text,
    link: call.services.origin(),
  });
  return { said: `The message to ${member.email} is on its way.` };
}
