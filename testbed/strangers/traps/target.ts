/** What the founder of Hollow Lane would write. */
export function trapsTarget(url: string) {
  const kinds = ['notes', 'tickets', 'reports', 'files', 'badges', 'tasks', 'memos', 'bookmarks', 'wiki'];
  return {
    schema: 1,
    product: 'Hollow Lane',
    profile: 'b2b-onboarding',
    api: url,
    consent: 'owner',
    tenancy: { by: 'session' },
    identities: {
      ana: { tenant: 'acme', role: 'lead', ...login('ana', 'acme') },
      ben: { tenant: 'acme', role: 'member', ...login('ben', 'acme') },
      tom: { tenant: 'acme', role: 'member', disposable: true, ...login('tom', 'acme') },
      bea: { tenant: 'globex', role: 'lead', ...login('bea', 'globex') },
    },
    whoami: { get: '/api/me', user: '$.person.mail', tenant: '$.person.org', role: '$.person.role' },
    logout: { post: '/api/logout' },
    routes: {
      openapi: './openapi.json',
      public: ['GET /api/price-list'],
      list: [
        'GET /api/price-list',
        'GET /api/roadmap',
        'GET /api/alerts',
        'GET /api/news',
        'PATCH /api/me',
        ...kinds.flatMap((kind) => [
          `GET /api/${kind}`,
          `POST /api/${kind}`,
          `GET /api/${kind}/{id}`,
          `DELETE /api/${kind}/{id}`,
        ]),
        'PUT /api/notes/{id}',
        'PATCH /api/tickets/{id}',
        'POST /api/tickets/{id}/close',
        'GET /api/tickets/{id}/comments',
        'POST /api/tickets/{id}/comments',
        'PUT /api/bookmarks/{id}',
      ],
    },
    operations: {
      ...Object.fromEntries(kinds.map((kind) => [`POST /api/${kind}`, { body: TEXT, id: '$.item.id' }])),
      'PUT /api/notes/{id}': { body: TEXT },
      'PATCH /api/tickets/{id}': { body: TEXT },
      'POST /api/tickets/{id}/comments': { body: TEXT },
      'PUT /api/bookmarks/{id}': { body: TEXT },
      'PATCH /api/me': { body: { name: '{{text}}' } },
    },
    limits: { timeout: '5s', patience: '10s' },
  };
}

export const TRAPS_ENV = Object.fromEntries(
  ['ana', 'ben', 'tom', 'bea'].map((name) => [name.toUpperCase(), `phrase-of-${name}`]),
);

/** The two routes that a list cannot tell whole. */
export const TRAPS_OPENAPI = {
  openapi: '3.0.3',
  info: { title: 'Hollow Lane', version: '1' },
  paths: {
    '/api/search': {
      get: {
        parameters: [{ name: 'q', in: 'query', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'Hits.' } },
      },
    },
    '/api/rpc/ticket': {
      post: {
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['ticketId'],
                properties: { ticketId: { type: 'string' } },
              },
            },
          },
        },
        responses: { 200: { description: 'The ticket.' } },
      },
    },
  },
};

const TEXT = { text: '{{text}}' };

function login(name: string, org: string) {
  const json = { mail: `${name}@${org}.test`, phrase: `\${${name.toUpperCase()}}` };
  return { login: { post: '/login', json, token: '$.token' } };
}
