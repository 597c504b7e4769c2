import { sql } from 'kysely';
import { z } from 'zod';
import { refuse } from '../http/refusal.ts';
import { defineRoute } from '../http/route.ts';
import { anyone } from './access.ts';

const Healthy = z.object({ status: z.literal('ok') });

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
  handle: async (call) => {
    try {
      await call.system((db) => sql`select 1`.execute(db));
      return { status: 'ok' as const };
    } catch {
      return refuse(503, 'unavailable', 'The database does not answer.');
    }
  },
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
  handle: async () => ({ status: 'ok' as const }),
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
