/** What Fernblick's founder would write: routes by hand, since there is no description and no recording. */
export function fernblickTarget(port: number) {
  const here = `127.0.0.1:${port}`;
  return {
    schema: 1,
    product: 'Fernblick',
    profile: 'b2b-onboarding',
    api: 'http://app.test',
    consent: 'owner',
    network: { hosts: { 'app.test': here, 'acme.app.test': here, 'globex.app.test': here } },
    tenancy: { by: 'subdomain' },
    identities: {
      ana: { tenant: 'acme', role: 'lead', ...login('ana@acme.test', 'ANA') },
      ben: { tenant: 'acme', role: 'member', ...login('ben@acme.test', 'BEN') },
      tom: { tenant: 'acme', role: 'member', disposable: true, ...login('tom@acme.test', 'TOM') },
      bea: { tenant: 'globex', role: 'lead', ...login('bea@globex.test', 'BEA') },
    },
    whoami: { get: '/api/whoami', user: '$.person.mail', tenant: '$.person.org', role: '$.person.rank' },
    logout: { post: '/session/end' },
    routes: {
      openapi: './papers.json',
      public: ['GET /api/pulse', 'GET /legal/terms'],
      list: [
        'GET /api/pulse',
        'GET /legal/terms',
        'GET /api/alerts',
        'GET /api/ledger',
        'PATCH /api/whoami',
        'GET /api/boards',
        'POST /api/boards',
        'GET /api/boards/{slug}',
        'PUT /api/boards/{slug}',
        'DELETE /api/boards/{slug}',
        'PUT /api/boards/{slug}/star',
        'GET /api/boards/{slug}/cards',
        'POST /api/boards/{slug}/cards',
        'GET /api/boards/{slug}/cards/{number}',
        'GET /api/not-built-yet',
      ],
    },
    operations: {
      'POST /api/boards': {
        body: { heading: '{{text}}', about: '{{text}}' },
        id: '$.board.slug',
        creates: '/api/boards/{slug}',
      },
      'PUT /api/boards/{slug}': { body: { about: '{{text}}' } },
      'POST /api/boards/{slug}/cards': {
        body: { text: '{{text}}' },
        id: '$.card.number',
        creates: '/api/boards/{slug}/cards/{number}',
      },
      'PATCH /api/whoami': { body: { nick: '{{text}}' } },
    },
    expect: {
      roles: { 'GET /api/ledger': ['lead'] },
      shared: ['/api/boards/**', '/api/papers/**', '/api/ask'],
    },
    chat: {
      send: 'POST /api/ask',
      body: { question: '{{prompt}}' },
      stream: { format: 'sse', event: 'piece', text: '$.say' },
      upload: { post: '/api/papers', field: 'paper', id: '$.paper.slug', remove: '/api/papers/{file}' },
      systemPrompt: './instructions.txt',
      questions: [
        { ask: 'When does the workshop in Bremen begin?', expect: 'ten past nine', document: './agenda.txt' },
      ],
    },
    limits: { timeout: '10s', patience: '5s' },
  };
}

export const FERNBLICK_ENV = {
  ANA: 'phrase-of-ana',
  BEN: 'phrase-of-ben',
  TOM: 'phrase-of-tom',
  BEA: 'phrase-of-bea',
};

function login(mail: string, variable: string) {
  const csrf = { get: '/session/form', field: 'csrf', from: '$.form.csrf', header: 'X-Fern-Form' };
  return { login: { post: '/session/new', json: { mail, passphrase: `\${${variable}}` }, csrf } };
}
