import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { FounderClient } from './founder-client.ts';

/** An account of the product under audit. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly workspaceId: string;
}

const SessionSchema = z.object({ accessToken: z.string() });
const MeSchema = z.object({ workspace: z.object({ id: z.uuid() }) });

/** Signs somebody up, confirms the address and signs in: they own a new workspace. */
export async function signUp(client: FounderClient, name: string, company: string): Promise<Person> {
  const email = `${name}@${company}.test`;
  const password = randomBytes(18).toString('base64url');
  await client.send({
    method: 'POST',
    path: '/api/auth/signup',
    json: { email, password, name, workspaceName: company },
  });
  await client.send({
    method: 'POST',
    path: '/api/auth/verify',
    json: { token: client.mailedToken(email) },
  });
  return signIn(client, { name, email, password });
}

/** Invites somebody new into another's workspace, who accepts and works there from then on. */
export async function invite(
  client: FounderClient,
  host: Person,
  guest: { readonly name: string; readonly company: string; readonly role: string },
): Promise<Person> {
  const person = await signUp(client, guest.name, guest.company);
  await client.send({
    method: 'POST',
    path: `/api/workspaces/${host.workspaceId}/invites`,
    token: host.token,
    json: { email: person.email, role: guest.role },
  });
  await client.send({
    method: 'POST',
    path: '/api/invites/accept',
    token: person.token,
    json: { token: client.mailedToken(person.email) },
  });
  return { ...person, workspaceId: host.workspaceId };
}

async function signIn(
  client: FounderClient,
  { name, email, password }: Pick<Person, 'name' | 'email' | 'password'>,
): Promise<Person> {
  const session = await client.send({
    method: 'POST',
    path: '/api/auth/login',
    json: { email, password },
  });
  const { accessToken: token } = SessionSchema.parse(session);
  const me = MeSchema.parse(await client.send({ method: 'GET', path: '/api/me', token }));
  return { name, email, password, token, workspaceId: me.workspace.id };
}
