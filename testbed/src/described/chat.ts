/** How to talk to the bot, and what its tools may do. */
export const CHAT = {
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
