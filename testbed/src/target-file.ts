import { stringify } from 'yaml';
import { ENVIRONMENTS } from './environments.ts';
import { monitorsOf, type Monitors } from './monitors.ts';
import { drillsIn } from './outages.ts';
import type { Person } from './people.ts';

interface TargetFileOptions {
  readonly url: string;
  /** Where it keeps its mails and logs. */
  readonly directory: string;
  /** Where its mails can be read. */
  readonly inbox: string;
  /** Where an audit may listen for its webhooks. */
  readonly listener: string;
  /** In the order in which a founder lists them: the main account of each customer first. */
  readonly people: readonly Person[];
  /** The key that every browser is given. */
  readonly publicKey: string;
  /** What the founder's monitors lack. */
  readonly monitors?: (monitors: Monitors) => Monitors;
}

/** The variable that holds a person's password. */
export function passwordVariable(name: string): string {
  return `${name.toUpperCase()}_PASSWORD`;
}

/** The variable that holds a person's token of yesterday. */
export function expiredVariable(name: string): string {
  return `${name.toUpperCase()}_EXPIRED_TOKEN`;
}

/** What a founder writes about the reference chatbot: everything that an audit can use, and no secret. */
export function targetFile(options: TargetFileOptions): string {
  return writeTarget(targetOf(options));
}

/** Lists that stand in several places are written out: a target file has no aliases. */
export function writeTarget(target: object): string {
  return stringify(target, { aliasDuplicateObjects: false });
}

/** The same before it is written, for those who have more to say. */
export function targetOf({
  url,
  directory,
  inbox,
  listener,
  people,
  publicKey,
  monitors = (sound) => sound,
}: TargetFileOptions) {
  return {
    schema: 1,
    product: 'Reference chatbot',
    profile: 'b2b-onboarding',
    app: url,
    api: url,
    consent: 'owner',
    tenancy: { by: 'path', name: 'workspaceId' },
    tenants: Object.fromEntries(people.map(({ tenant, workspaceId }) => [tenant, { id: workspaceId }])),
    identities: Object.fromEntries(people.map((person) => [person.name, identity(person)])),
    whoami: {
      get: '/api/me',
      user: '$.email',
      tenant: '$.workspace.id',
      role: '$.role',
      tier: '$.workspace.tier',
    },
    ...ACCOUNTS,
    apiKeys: API_KEYS,
    suspension: SUSPENSION,
    auditTrail: AUDIT_TRAIL,
    membership: MEMBERSHIP,
    routes: ROUTES,
    operations: { ...OPERATIONS, 'GET /data/v1/{table}': { headers: { apikey: publicKey } } },
    expect: EXPECTATIONS,
    chat: CHAT,
    webhooks: { in: [BILLING_EVENTS], out: { ...OUTGOING_EVENTS, listen: listener } },
    mail: { sink: inbox },
    journeys: { onboarding: ONBOARDING },
    drills: drillsIn(directory),
    // Twice and a half what a whole run plans for.
    limits: { modelTokens: 1_000_000 },
    environments: ENVIRONMENTS,
    release: { get: '/api/version', commit: '$.commit' },
    repo: './repository',
    handover: KEYS,
    logs: ['./chatbot.log'],
    monitoring: {
      health: ['GET /api/health'],
      readiness: ['GET /api/health/ready'],
      ...monitors(monitorsOf(HOOKS)),
    },
  };
}

function identity(person: Person) {
  const { name, email, tenant, role, tier, disposable, usesCookie } = person;
  const json = { email, password: `\${${passwordVariable(name)}}` };
  const login = { post: '/api/auth/login', json };
  const refresh = {
    post: '/api/auth/refresh',
    json: { refreshToken: '{{refreshToken}}' },
    token: '$.accessToken',
    refreshToken: '$.refreshToken',
  };
  const account = { tenant, role, tier, user: email, ...(disposable ? { disposable } : {}) };
  if (usesCookie) return { ...account, login: { ...login, csrf: CSRF } };
  const expired = `\${${expiredVariable(name)}}`;
  return {
    ...account,
    login: { ...login, token: '$.accessToken', refreshToken: '$.refreshToken' },
    refresh,
    expired,
  };
}

/** How the chat is taken away, and who lets somebody in: by role, since nobody in particular runs it. */
export const KEYS = {
  switchOff:
    'take MODEL and MODEL_URL out of the environment file and restart; the chat then only quotes documents',
  access: {
    repository: 'operations',
    hosting: 'operations',
    registrar: 'founder',
    dns: 'founder',
    mail: 'operations',
    cdn: 'operations',
    models: 'founder',
    monitoring: 'operations',
  },
};

/** Paths of the webhooks that it receives. */
const HOOKS = ['/hooks/billing'];

const CSRF = { get: '/api/csrf', field: 'csrfToken', from: '$.csrfToken', header: 'x-csrf-token' };

/** The account that an earlier manual named, and the variable that holds its password. */
export const DOCUMENTED = { user: 'admin@chatbot.test', variable: 'DOCUMENTED_PASSWORD' } as const;

const ACCOUNTS = {
  logout: { post: '/api/auth/logout' },
  signup: {
    post: '/api/auth/signup',
    json: { email: '{{email}}', password: '{{password}}', name: '{{name}}', workspaceName: '{{workspace}}' },
    verify: { post: '/api/auth/verify', json: { token: '{{token}}' } },
    resend: { post: '/api/auth/verification/resend', json: { email: '{{email}}' } },
    unverified: 'out',
  },
  guest: {
    start: { post: '/api/auth/guest', token: '$.accessToken' },
    upgrade: {
      post: '/api/auth/guest/upgrade',
      json: { email: '{{email}}', password: '{{password}}' },
      token: '$.accessToken',
    },
  },
  // The manual of an earlier version named it.
  documented: [{ user: DOCUMENTED.user, password: `\${${DOCUMENTED.variable}}` }],
  password: {
    reset: { post: '/api/auth/reset/request', json: { email: '{{email}}' } },
    confirm: {
      post: '/api/auth/reset/confirm',
      json: { email: '{{email}}', token: '{{token}}', newPassword: '{{newPassword}}' },
    },
    change: {
      post: '/api/auth/password',
      json: { currentPassword: '{{password}}', newPassword: '{{newPassword}}' },
    },
  },
};

const API_KEYS = {
  create: { post: '/api/keys', json: { name: '{{name}}', scopes: ['{{scope}}'] } },
  key: '$.key',
  remove: '/api/keys/{id}',
  scopes: {
    read: ['GET /api/me', 'GET /api/conversations/**', 'GET /api/files/**', 'GET /api/usage'],
    chat: ['POST /api/conversations', 'POST /api/conversations/*/messages', 'POST /api/tools/*/runs'],
    admin: [
      '/api/keys/**',
      '/api/admin/**',
      '/api/approvals/**',
      '/api/audit',
      '/api/billing/**',
      '/api/deliveries/**',
      '/api/workspaces/*/invites/**',
    ],
  },
};

const AUDIT_TRAIL = {
  list: 'GET /api/audit',
  as: 'ana',
  act: {
    post: '/api/keys',
    json: { name: '{{text}}', scopes: ['read'] },
    remove: '/api/keys/{id}',
  },
};

const MEMBER = '/api/workspaces/{workspaceId}/members/{user}';

const SUSPENSION = {
  suspend: { patch: MEMBER, json: { state: 'suspended' } },
  restore: { patch: MEMBER, json: { state: 'active' } },
};

const MEMBERSHIP = {
  remove: { delete: MEMBER },
  add: { put: MEMBER, json: { role: '{{role}}' } },
};

const ROUTES = {
  openapi: './openapi.json',
  public: [
    'GET /api/health',
    'GET /api/health/ready',
    'GET /api/version',
    'GET /api/csrf',
    'GET /api/config',
    'GET /api/plans',
    'GET /api/shared/*',
    'GET /api/openapi.json',
    'GET /.well-known/jwks.json',
    // Whoever calls it must have signed what they send.
    'POST /hooks/billing',
  ],
};

const OPERATIONS = {
  // Asking for a protected act makes the approval that it waits for.
  'POST /api/tools/{tool}/runs': {
    params: { tool: 'send_email' },
    body: { arguments: { to: 'team@chatbot.test', text: '{{text}}' } },
    creates: '/api/approvals/{approvalId}',
    id: '$.id',
  },
  'POST /api/webhooks/{webhookId}/test': {
    body: { note: '{{text}}' },
    creates: '/api/deliveries/{deliveryId}',
    id: '$.id',
  },
  'DELETE /api/workspaces/{workspaceId}/members/{userId}': { destructive: true },
  'PUT /api/workspaces/{workspaceId}/members/{userId}': { destructive: true },
  'POST /api/auth/logout': { destructive: true },
  'POST /api/workspaces/{workspaceId}/invites': { mails: true },
  'POST /api/conversations/{conversationId}/messages': { costly: true },
};

const RUNNING_THE_WORKSPACE = ['owner', 'admin'];
const WORKING_IN_IT = ['owner', 'admin', 'member'];

const EXPECTATIONS = {
  roles: {
    '/api/admin/**': RUNNING_THE_WORKSPACE,
    '/api/audit': RUNNING_THE_WORKSPACE,
    '/api/approvals/**': RUNNING_THE_WORKSPACE,
    '/api/billing/**': RUNNING_THE_WORKSPACE,
    '/api/deliveries/**': RUNNING_THE_WORKSPACE,
    'GET /api/tools/runs': RUNNING_THE_WORKSPACE,
    '/api/workspaces/*/invites/**': RUNNING_THE_WORKSPACE,
    'PUT /api/workspaces/*/budget': ['owner'],
    'PATCH /api/workspaces/*': RUNNING_THE_WORKSPACE,
    'PATCH /api/workspaces/*/members/*': RUNNING_THE_WORKSPACE,
    'PUT /api/workspaces/*/members/*': RUNNING_THE_WORKSPACE,
    'DELETE /api/workspaces/*/members/*': RUNNING_THE_WORKSPACE,
    'POST /api/files': WORKING_IN_IT,
  },
  tiers: {
    'GET /api/collections/premium': ['paid'],
    'POST /api/collections/premium': ['paid'],
    'GET /api/collections/premium/*': ['paid'],
  },
  private: [
    '/api/conversations/**',
    '/api/exports/**',
    '/api/keys/**',
    '/api/memories/**',
    '/api/shares/**',
    '/api/streams/**',
    '/api/traces/**',
    '/api/legacy/**',
    '/actions/**',
  ],
  shared: [
    '/api/admin/**',
    '/api/approvals/**',
    '/api/audit',
    '/api/billing/**',
    '/api/deliveries/**',
    '/api/collections/**',
    '/api/files/**',
    '/api/tickets/**',
    '/api/tools/**',
    '/api/usage',
    '/api/webhooks/**',
    '/api/workspaces/**',
    '/data/**',
  ],
};

const CHAT = {
  create: { post: '/api/conversations', json: { title: '{{text}}' } },
  send: 'POST /api/conversations/{conversation}/messages',
  body: { message: '{{prompt}}' },
  reply: '$.reply',
  citations: '$.citations',
  history: 'GET /api/conversations/{conversation}/messages',
  remove: '/api/conversations/{conversation}',
  upload: { post: '/api/files', remove: '/api/files/{file}' },
  memory: { post: '/api/memories', json: { text: '{{text}}' }, remove: '/api/memories/{memory}' },
  tools: {
    log: 'GET /api/tools/runs',
    list: 'GET /api/tools',
    pending: 'GET /api/approvals',
    approve: 'POST /api/approvals/{approvalId}/approve',
    reject: 'POST /api/approvals/{approvalId}/reject',
    approver: 'ana',
    run: {
      send: 'POST /api/tools/{tool}/runs',
      json: { arguments: '{{arguments}}', approvalId: '{{approval}}' },
    },
    protected: ['refund', 'send_email'],
    calls: {
      create_ticket: {
        ask: 'Please open a ticket about {{text}}',
        arguments: { subject: '{{text}}' },
        as: 'ana',
        notFor: ['gus'],
      },
      refund: {
        ask: 'Please refund order {{text}}',
        arguments: { order: '{{text}}' },
        as: 'ben',
        notFor: ['gus'],
      },
      send_email: {
        ask: 'Please send an email to gus@acme.test saying {{text}}',
        arguments: { to: 'gus@acme.test', text: '{{text}}' },
        as: 'ana',
        notFor: ['ben'],
      },
    },
  },
  systemPrompt: './prompt.txt',
  budget: {
    as: 'bea',
    read: { get: '/api/usage', spent: '$.model.spentTokens', limit: '$.model.budgetTokens' },
    set: { send: 'PUT /api/workspaces/{workspaceId}/budget', json: { tokens: '{{limit}}' } },
  },
  questions: [
    { ask: 'When is the office closed?', expect: 'the last Friday of each month', document: './office.md' },
  ],
};

/** A file that a new customer connects, and what they ask about it. */
export const HANDBOOK = {
  name: 'handbook.md',
  text: '# Handbook\n\nEmployees may carry over up to eleven days of unused leave into the next year.\n',
} as const;

/** From the first page to the first useful answer. */
const ONBOARDING = [
  { open: '/' },
  {
    fill: {
      Name: '{{name}}',
      Workspace: '{{workspace}}',
      Email: '{{email}}',
      Password: '{{password}}',
    },
    within: 'Sign up',
  },
  { click: 'Sign up' },
  { see: 'open the link in the mail' },
  { mail: { link: 'verify' }, wait: '8s' },
  { see: 'Your address is confirmed' },
  { click: 'Sign in' },
  { fill: { Email: '{{email}}', Password: '{{password}}' } },
  { click: 'Sign in' },
  { see: 'Your conversations' },
  { upload: { 'Add a file': `./${HANDBOOK.name}` } },
  { click: 'Add' },
  { see: 'You can ask about it now' },
  { fill: { 'Your question': 'How many days of unused leave may be carried over?' } },
  { click: 'Ask' },
  { see: 'eleven days' },
];

/** The variable that holds what billing events are signed with. */
export const BILLING_VARIABLE = 'BILLING_SECRET';

const OUTGOING_EVENTS = {
  register: 'POST /api/webhooks',
  remove: '/api/webhooks/{id}',
  dialect: 'standard',
  as: 'ana',
  trigger: { send: 'POST /api/webhooks/{id}/test', json: { note: '{{text}}' } },
  // The first try again comes after a fraction of a second; a busy machine may take its time.
  retryWithin: '20s',
  dead: 'GET /api/deliveries/dead',
  deadWithin: '5s',
};

const BILLING_EVENTS = {
  post: '/hooks/billing',
  dialect: 'standard',
  secret: `\${${BILLING_VARIABLE}}`,
  body: { type: 'credits.granted', data: { workspaceId: '{{tenant}}', credits: 7 } },
  effect: 'GET /api/billing',
  as: 'ana',
  within: '2s',
};
