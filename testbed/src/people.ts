import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { FounderClient } from './founder-client.ts';

/** Who somebody is to be. */
export interface Part {
  readonly name: string;
  /** Their employer, a customer of the product. */
  readonly tenant: string;
  readonly role: string;
  /** An account that an audit may use up. */
  readonly disposable?: boolean;
  /** Signs in as a browser does, with a cookie; everybody else with a token. */
  readonly usesCookie?: boolean;
}

/** An account of the product under audit. */
export interface Person extends Part {
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly workspaceId: string;
  readonly tier: string;
}

const SessionSchema = z.object({ accessToken: z.string() });
const MeSchema = z.object({
  role: z.string(),
  workspace: z.object({ id: z.uuid(), tier: z.string() }),
});

/** Signs somebody up, confirms the address and signs in: they own a new workspace. */
export async function signUp(client: FounderClient, part: Part): Promise<Person> {
  const { name, tenant } = part;
  const email = `${name}@${tenant}.test`;
  const password = randomBytes(18).toString('base64url');
  await client.send({
    method: 'POST',
    path: '/api/auth/signup',
    json: { email, password, name, workspaceName: tenant },
  });
  await client.send({
    method: 'POST',
    path: '/api/auth/verify',
    json: { token: client.mailedToken(email) },
  });
  const session = await client.send({
    method: 'POST',
    path: '/api/auth/login',
    json: { email, password },
  });
  const { accessToken: token } = SessionSchema.parse(session);
  return lookedUp(client, { ...part, email, password, token });
}

/** Invites somebody new into another's workspace, who accepts and works there from then on. */
export async function invite(client: FounderClient, host: Person, part: Part): Promise<Person> {
  const person = await signUp(client, part);
  await client.send({
    method: 'POST',
    path: `/api/workspaces/${host.workspaceId}/invites`,
    token: host.token,
    json: { email: person.email, role: part.role },
  });
  await client.send({
    method: 'POST',
    path: '/api/invites/accept',
    token: person.token,
    json: { token: client.mailedToken(person.email) },
  });
  return lookedUp(client, person);
}

/** As the product describes them now. */
export async function lookedUp(
  client: FounderClient,
  person: Omit<Person, 'workspaceId' | 'tier'>,
): Promise<Person> {
  const me = await client.send({ method: 'GET', path: '/api/me', token: person.token });
  const { role, workspace } = MeSchema.parse(me);
  return { ...person, role, workspaceId: workspace.id, tier: workspace.tier };
}
