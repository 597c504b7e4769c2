import { stringify } from 'yaml';
import type { Person } from './people.ts';

interface TargetFileOptions {
  readonly url: string;
  readonly people: { readonly [Name in 'ana' | 'ben' | 'bea' | 'tom']: Person };
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
export function targetFile({ url, people }: TargetFileOptions): string {
  const { ana, ben, bea, tom } = people;
  return stringify({
    schema: 1,
    product: 'Reference chatbot',
    profile: 'b2b-onboarding',
    app: url,
    api: url,
    consent: 'owner',
    absent: {
      tools: 'the bot runs no tools',
      webhooks: 'none are received and none are sent',
      tiers: 'all workspaces get the same',
      billing: 'nothing is charged',
    },
    tenancy: { by: 'path', name: 'workspaceId' },
    tenants: { acme: { id: ana.workspaceId }, globex: { id: bea.workspaceId } },
    identities: {
      ana: { tenant: 'acme', role: 'owner', user: ana.email, ...login(ana) },
      ben: { tenant: 'acme', role: 'member', user: ben.email, ...login(ben) },
      bea: { tenant: 'globex', role: 'owner', user: bea.email, ...login(bea) },
      tom: { tenant: 'acme', role: 'member', user: tom.email, disposable: true, ...login(tom) },
    },
    whoami: { get: '/api/me', user: '$.email', tenant: '$.workspace.id', role: '$.role' },
    logout: { post: '/api/auth/logout' },
    signup: {
      post: '/api/auth/signup',
      json: {
        email: '{{email}}',
        password: '{{password}}',
        name: '{{name}}',
        workspaceName: '{{workspace}}',
      },
      verify: { post: '/api/auth/verify', json: { token: '{{token}}' } },
      resend: { post: '/api/auth/verification/resend', json: { email: '{{email}}' } },
    },
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
    routes: {
      openapi: './openapi.json',
      public: [
        'GET /api/health',
        'GET /api/health/ready',
        'GET /api/csrf',
        'GET /api/openapi.json',
        'GET /.well-known/jwks.json',
      ],
    },
    operations: {
      'DELETE /api/workspaces/{workspaceId}/members/{userId}': { destructive: true },
      'POST /api/auth/logout': { destructive: true },
      'POST /api/workspaces/{workspaceId}/invites': { mails: true },
      'POST /api/conversations/{conversationId}/messages': { costly: true },
    },
    expect: {
      roles: {
        '/api/admin/**': ['owner', 'admin'],
        '/api/audit': ['owner', 'admin'],
        '/api/workspaces/*/invites': ['owner', 'admin'],
        'PATCH /api/workspaces/*': ['owner', 'admin'],
        'PATCH /api/workspaces/*/members/*': ['owner', 'admin'],
        'DELETE /api/workspaces/*/members/*': ['owner', 'admin'],
      },
      private: ['/api/conversations/**', '/api/keys/**'],
      shared: ['/api/files/**', '/api/usage', '/api/workspaces/**', '/api/admin/**', '/api/audit'],
    },
    chat: {
      create: { post: '/api/conversations', json: { title: '{{text}}' } },
      send: 'POST /api/conversations/{conversation}/messages',
      body: { message: '{{prompt}}' },
      reply: '$.reply',
      citations: '$.citations',
      history: 'GET /api/conversations/{conversation}/messages',
      remove: '/api/conversations/{conversation}',
      upload: { post: '/api/files', remove: '/api/files/{file}' },
      systemPrompt: './prompt.txt',
    },
    logs: ['./chatbot.log'],
  });
}

function login({ name, email }: Person) {
  const password = `\${${passwordVariable(name)}}`;
  return {
    login: { post: '/api/auth/login', json: { email, password }, token: '$.accessToken' },
    expired: `\${${expiredVariable(name)}}`,
  };
}
