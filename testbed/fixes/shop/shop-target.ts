/** Environment that the file's variables are read from. */
export const SHOP_ENV = { ANA: 'word-of-ana', BEA: 'word-of-bea' };

/** What the shop signs its tokens with. */
export const SECRET = 'a-secret-of-a-test-with-forty-characters';

/** The target file of the shop, whose customers are told by token or by cookie. */
export function shopTarget(port: number, by: 'token' | 'cookie') {
  const login = (name: string, team: string) => ({
    tenant: team,
    login: {
      post: '/api/login',
      json: { mail: `${name}@${team}.test`, password: `\${${name.toUpperCase()}}` },
      ...(by === 'token' ? { token: '$.token', cookies: false } : {}),
    },
  });
  return {
    schema: 1,
    product: 'Shop',
    profile: 'b2b-onboarding',
    app: 'http://shop.test',
    api: 'http://shop.test',
    consent: 'owner',
    repo: 'shop',
    network: { hosts: { 'shop.test': `127.0.0.1:${port}` } },
    tenancy: { by: 'session' },
    domain: { name: 'shop.test' },
    identities: { ana: login('ana', 'acme'), bea: login('bea', 'globex') },
    whoami: { get: '/api/me', user: '$.mail', tenant: '$.team' },
    routes: {
      list: [
        'GET /',
        'GET /health',
        'GET /api/me',
        'GET /api/notes',
        'POST /api/notes',
        'GET /api/notes/{id}',
        'DELETE /api/notes/{id}',
      ],
      public: ['GET /', 'GET /health'],
    },
    operations: {
      'POST /api/notes': { body: { text: '{{text}}' }, id: '$.note.id', creates: '/api/notes/{id}' },
    },
    limits: { timeout: '3s', patience: '5s' },
  };
}
