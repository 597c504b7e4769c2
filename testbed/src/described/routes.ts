/** Where the routes are described, and which of them are for everybody. */
export const ROUTES = {
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

/** What the description does not say of single routes. */
export const OPERATIONS = {
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

/** Who may do what, and whom things belong to. */
export const EXPECTATIONS = {
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
