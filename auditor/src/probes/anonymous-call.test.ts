import { expect, it } from 'vitest';
import { noCredentials } from '../checks/authentication/no-credentials.ts';
import { AnonymousCall } from '../evidence/anonymous-call.ts';
import { operationOf, rehearse, type Reply } from '../io/rehearsal.ts';
import { anonymousCall } from './anonymous-call.ts';

const TENANT = 'f4060fcf-b7b7-4b36-b3d8-2e6d151ee24d';
const REMOVAL = operationOf('DELETE /spaces/{space}', {
  destructive: true,
  parameters: [{ name: 'space', in: 'path', required: true, schema: {} }],
});

/** A product in which whole tenants can be removed. */
async function audited(remove: (tenant: string, isAna: boolean) => Reply) {
  const removed: string[] = [];
  const { evidence } = await rehearse({
    probe: anonymousCall,
    operations: [REMOVAL, operationOf('GET /me')],
    target: {
      tenancy: { by: 'path', name: 'space' },
      tenants: { acme: { id: TENANT } },
      identities: { ana: { tenant: 'acme', bearer: '${ANA}' } },
      whoami: { get: '/me' },
    },
    serve: ({ method, path, headers }) => {
      const isAna = headers.authorization === 'Bearer ana-secret-1';
      if (path === '/me')
        return isAna ? { body: { id: 'ana' } } : { status: 401, body: { error: 'sign in' } };
      const tenant = path.slice('/spaces/'.length);
      if (method === 'DELETE') removed.push(tenant);
      return remove(tenant, isAna);
    },
  });
  const nothing = { evidence: [], missing: [] };
  const calls = { evidence: evidence.filter((one) => one.kind === AnonymousCall.kind), missing: [] };
  const verdict = noCredentials.judge({ reads: nothing, writes: nothing, calls, publics: nothing });
  return { removed, verdict };
}

it('asks for the removal of a tenant that nobody has, and never of a real one', async () => {
  const { removed, verdict } = await audited(() => ({ status: 401, body: { error: 'sign in' } }));
  expect(verdict.status).toBe('pass');
  expect(removed.length).toBeGreaterThan(0);
  expect(removed).not.toContain(TENANT);
});

it.each([
  ['not found', 404],
  ['forbidden', 403],
  ['done', 204],
])('proves nothing by an answer that the tenant may have caused: %s', async (_, status) => {
  const { verdict } = await audited(() => ({ status, body: status === 204 ? undefined : { error: 'no' } }));
  expect(verdict.status).toBe('unproven');
});
