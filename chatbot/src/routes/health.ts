import { sql } from 'kysely';
import { z } from 'zod';
import type { Call } from '../http/call.ts';
import { refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { anyone } from './access.ts';

const Healthy = z.object({ status: z.literal('ok') });

/** Both answer alike: an instance that cannot reach its database should get no requests either. */
async function tellHealth(call: Call<unknown, unknown, unknown>) {
  const { health: policy } = call.services.policies;
  if (!policy.isServed()) return refuse(404, 'not_found', 'There is nothing here.');
  const askDatabase = async () => void (await call.system((db) => sql`select 1`.execute(db)));
  if (await policy.isWell({ askDatabase })) return { status: 'ok' as const };
  return refuse(503, 'unavailable', 'The database does not answer.');
}

export const health = defineRoute({
  id: 'getHealth',
  method: 'GET',
  path: '/api/health',
  tag: 'operations',
  summary: 'Whether the service and its database work',
  access: anyone,
  limit: 'read',
  success: { status: 200, description: 'All is well.', body: Healthy },
  refusals: [503],
  handle: tellHealth,
});

export const ready = defineRoute({
  id: 'getReadiness',
  method: 'GET',
  path: '/api/health/ready',
  tag: 'operations',
  summary: 'Whether the service takes requests',
  access: anyone,
  limit: 'read',
  success: { status: 200, description: 'Ready.', body: Healthy },
  refusals: [503],
  handle: tellHealth,
});

export const version = defineRoute({
  id: 'getVersion',
  method: 'GET',
  path: '/api/version',
  tag: 'operations',
  summary: 'Which commit is being served',
  access: anyone,
  limit: 'read',
  success: {
    status: 200,
    description: 'The commit, where it was said when this was built.',
    body: z.object({ commit: z.string().nullable() }),
  },
  handle: async (call) => ({ commit: call.services.config.commit ?? null }),
});

export const jwks = defineRoute({
  id: 'getSigningKeys',
  method: 'GET',
  path: '/.well-known/jwks.json',
  tag: 'operations',
  summary: 'Public keys of access tokens; empty, since they are signed with a shared secret',
  access: anyone,
  limit: 'read',
  success: {
    status: 200,
    description: 'The keys.',
    body: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
  },
  handle: async (call) => ({ keys: [...call.services.policies.tokens.publishedKeys()] }),
});
