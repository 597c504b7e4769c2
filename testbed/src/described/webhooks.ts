/** Paths of the webhooks that it receives. */
export const HOOKS = ['/hooks/billing'];

/** The variable that holds what billing events are signed with. */
export const BILLING_VARIABLE = 'BILLING_SECRET';

/** Calls to a customer’s server. */
export const OUTGOING_EVENTS = {
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

/** Calls from the payment provider. */
export const BILLING_EVENTS = {
  post: '/hooks/billing',
  dialect: 'standard',
  secret: `\${${BILLING_VARIABLE}}`,
  body: { type: 'credits.granted', data: { workspaceId: '{{tenant}}', credits: 7 } },
  effect: 'GET /api/billing',
  as: 'ana',
  within: '2s',
};
