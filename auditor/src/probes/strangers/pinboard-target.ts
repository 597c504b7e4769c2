import type { Operation } from '../../core/operation.ts';
import type { TargetInput } from '../../core/target.ts';

/** What its owner would write about it. */
export const PINBOARD_TARGET: Omit<TargetInput, 'schema' | 'api'> = {
  product: 'Pinboard',
  consent: 'owner',
  tenancy: { by: 'session' },
  identities: {
    ana: { tenant: 'acme', role: 'captain', ...login('ana', 'ANA') },
    ben: { tenant: 'acme', role: 'player', ...login('ben', 'BEN') },
    tom: { tenant: 'acme', role: 'player', disposable: true, ...login('tom', 'BEN') },
    bea: { tenant: 'globex', role: 'captain', ...login('bea', 'BEA') },
  },
  whoami: { get: '/v2/whoami', user: '$.me.handle', tenant: '$.me.club', role: '$.me.rank' },
  logout: { post: '/v2/bye' },
  routes: { public: ['GET /v2/status'], exclude: ['POST /v2/session', 'POST /v2/bye'] },
  expect: { roles: { 'GET /v2/ledger': ['captain'] }, shared: ['/v2/boards/**', '/v2/find', '/v2/fetch'] },
  operations: {
    'POST /v2/boards': { id: '$.board.slug', creates: '/v2/boards/{slug}' },
    'POST /v2/boards/{slug}/pins': { id: '$.pin.no', creates: '/v2/boards/{slug}/pins/{no}' },
  },
};

function login(who: string, secret: string) {
  return { login: { post: '/v2/session', json: { who, word: `\${${secret}}` } } };
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const text = { type: 'string' } as const;

/** Its routes, as an API description would give them. */
export const PINBOARD_OPERATIONS: readonly Operation[] = [
  operation('GET /v2/status'),
  operation('GET /v2/whoami'),
  operation('PATCH /v2/whoami', ['nick']),
  operation('GET /v2/ledger'),
  operation('GET /v2/find', [], ['q']),
  {
    ...operation('POST /v2/fetch'),
    body: {
      contentType: 'application/json',
      schema: {
        type: 'object',
        properties: { boardIds: { type: 'array', items: text } },
        required: ['boardIds'],
      },
    },
  },
  operation('GET /v2/boards'),
  operation('POST /v2/boards', ['heading', 'blurb']),
  operation('GET /v2/boards/{slug}'),
  operation('PUT /v2/boards/{slug}', ['blurb']),
  operation('DELETE /v2/boards/{slug}'),
  operation('POST /v2/boards/{slug}/archive'),
  operation('GET /v2/boards/{slug}/pins'),
  operation('POST /v2/boards/{slug}/pins', ['note']),
  operation('GET /v2/boards/{slug}/pins/{no}'),
];

function operation(id: string, fields: readonly string[] = [], query: readonly string[] = []): Operation {
  const [method = 'GET', path = '/'] = id.split(' ');
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const properties = Object.fromEntries(fields.map((name) => [name, text]));
  return {
    id,
    method: METHODS.find((one) => one === method) ?? 'GET',
    path,
    parameters: [
      ...names.map((name) => ({ name, in: 'path' as const, required: true, schema: text })),
      ...query.map((name) => ({ name, in: 'query' as const, required: true, schema: text })),
    ],
    ...(fields.length === 0
      ? {}
      : {
          body: { contentType: 'application/json', schema: { type: 'object', properties, required: fields } },
        }),
    declared: path === '/v2/status' ? 'public' : 'unknown',
    destructive: method === 'DELETE',
    costly: false,
    mails: false,
    source: 'openapi',
  };
}
