/** The example on the reference page. A test reads it with the product's own reader. */
export const EXAMPLE = `# yaml-language-server: $schema=./docs/schema/launch-ready.schema.json
schema: 1
product: Acme Assist
profile: b2b-onboarding
app: https://app.example.com
api: https://api.example.com
consent: owner
absent: { webhooks: "none are received" }
tenancy: { by: session }
whoami: { get: /api/me, user: $.email, tenant: $.workspace.slug, role: $.role }
identities:
  ana: # two members of one tenant ...
    tenant: acme
    role: admin
    login: { post: /api/auth/login, json: { email: ana@acme.test, password: "\${ANA_PASSWORD}" }, token: $.token }
  ben: { tenant: acme, role: member, cookie: "session=\${BEN_SESSION}" }
  bea: { tenant: globex, role: admin, bearer: "\${BEA_TOKEN}" } # ... and someone from another one
  tom: # may be logged out and locked
    tenant: acme
    role: member
    disposable: true
    login: { form: /login, fields: { email: tom@acme.test, password: "\${TOM_PASSWORD}" }, csrf: { get: /csrf, field: csrfToken } }
logout: { post: /api/auth/logout }
routes:
  openapi: ./openapi.json
  list: [GET /api/me]
  public: [GET /health]
operations:
  DELETE /api/workspace: { destructive: true }
expect:
  roles: { "GET /api/admin/**": [admin] }
  private: [/api/conversations/**]
chat:
  create: { post: /api/conversations, json: { title: "{{text}}" } }
  send: POST /api/conversations/{conversation}/messages
  body: { message: "{{prompt}}" }
  reply: $.reply
  stream: sse
  upload: { post: /api/files }
  tools: { log: GET /api/audit }
domain: { name: example.com, mailFrom: hello@example.com, hosts: [app, api] }
mail: { sink: "smtp://127.0.0.1:2525" }
repo: .
bundle: ./dist
logs: [./logs/app.log]
limits: { rps: 20, concurrency: 8, patience: 60s }
waivers:
  - { finding: b69f93e2db, owner: Mara Lind, reason: only our office reaches it, expires: 2026-12-31 }
`;
