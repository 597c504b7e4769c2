/** The account that an earlier manual named, and the variable that holds its password. */
export const DOCUMENTED = { user: 'admin@chatbot.test', variable: 'DOCUMENTED_PASSWORD' } as const;

/** How accounts are made, left, and mended. */
export const ACCOUNTS = {
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

/** Keys for programs, and what each scope opens. */
export const API_KEYS = {
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

/** The list of who did what, and an act that must stand in it. */
export const AUDIT_TRAIL = {
  list: 'GET /api/audit',
  as: 'ana',
  act: {
    post: '/api/keys',
    json: { name: '{{text}}', scopes: ['read'] },
    remove: '/api/keys/{id}',
  },
};

const MEMBER = '/api/workspaces/{workspaceId}/members/{user}';

/** How a member is shut out for a while. */
export const SUSPENSION = {
  suspend: { patch: MEMBER, json: { state: 'suspended' } },
  restore: { patch: MEMBER, json: { state: 'active' } },
};

/** How a member is removed and taken in again. */
export const MEMBERSHIP = {
  remove: { delete: MEMBER },
  add: { put: MEMBER, json: { role: '{{role}}' } },
};
