import * as z from 'zod';
import type { Json } from '../operation.ts';
import { csrf } from './identity.ts';
import { secret, secretFields, secretJson } from './secret.ts';
import { headerName, jsonPath, path, text } from './words.ts';

const JSON_HINT = 'JSON body. {{email}}, {{password}}, {{name}} and {{workspace}} are filled in.';

function request(example: string, json = JSON_HINT, body: Json = { email: '{{email}}' }) {
  return z.strictObject({
    post: path.describe('Path to send to, below `api`.').meta({ examples: [example] }),
    json: secretJson
      .default({ template: {}, env: [] })
      .describe(json)
      .meta({ examples: [body] }),
    fields: secretFields
      .optional()
      .describe('Form fields to send instead of JSON, with the same placeholders.')
      .meta({ examples: [{ email: '{{email}}' }] }),
    csrf: csrf.optional(),
  });
}

const fromMail = request('/api/verify', 'JSON body; {{token}} or {{code}} comes from the mail.', {
  token: '{{token}}',
}).describe('Confirm by sending what the mail contains.');

/** Sign-up of new accounts. */
export const signup = request('/api/signup', JSON_HINT, { email: '{{email}}', password: '{{password}}' })
  .extend({
    verify: z
      .union([z.enum(['mail', 'none']), fromMail])
      .default('none')
      .describe('How the address is verified: "mail" opens the link in the mail, "none" is not verified.'),
    unverified: z
      .enum(['out', 'in'])
      .optional()
      .describe(
        'What an account may do before its address is verified: "out" for nothing at all, "in" where it may already use the product.',
      )
      .meta({ examples: ['out'] }),
    resend: request('/api/signup/resend').optional().describe('How to ask for the verification mail again.'),
    token: jsonPath
      .optional()
      .describe('JSON path of the access token in the answer, when sign-up logs in.')
      .meta({ examples: ['$.token'] }),
    tenant: jsonPath
      .optional()
      .describe('JSON path of the new tenant’s key in the answer.')
      .meta({ examples: ['$.workspace.slug'] }),
    remove: path
      .optional()
      .describe('Path that deletes the own account (DELETE), so that a run leaves nothing behind.')
      .meta({ examples: ['/api/me'] }),
  })
  .describe('How a new customer signs up. Needed for onboarding, sign-up limits and throw-away accounts.');

const CONFIRM = { token: '{{token}}', password: '{{newPassword}}' };
const CHANGE = { current: '{{password}}', password: '{{newPassword}}' };

/** Passwords: reset and change. */
export const password = z
  .strictObject({
    reset: request('/api/password/reset').optional().describe('How to ask for a reset mail.'),
    confirm: request('/api/password', 'JSON body; {{token}} comes from the mail.', CONFIRM)
      .optional()
      .describe('How to set the new password with the {{token}} of the mail.'),
    change: request('/api/me/password', 'JSON body with {{password}} and {{newPassword}}.', CHANGE)
      .optional()
      .describe('How a signed-in user changes it: {{password}} is the old one, {{newPassword}} the new one.'),
  })
  .describe('Password reset and change.');

const session = {
  token: jsonPath
    .optional()
    .describe('JSON path of the access token in the answer. Leave out when a cookie is set.')
    .meta({ examples: ['$.token'] }),
};

/** Trying the product without an account. */
export const guest = z
  .strictObject({
    start: request('/api/auth/guest').extend(session).describe('How a guest begins.'),
    upgrade: request('/api/auth/guest/upgrade', JSON_HINT, { email: '{{email}}', password: '{{password}}' })
      .extend(session)
      .describe('How a guest continues as somebody with an account.'),
  })
  .describe('Guests: people who try the product without an account.');

/** An account that the product's documentation names. */
export const documented = z
  .strictObject({
    user: text.describe('Its user name or mail address.').meta({ examples: ['admin@example.com'] }),
    password: secret
      .describe('The password that stands there, as ${NAME}.')
      .meta({ examples: ['${DOCUMENTED_PASSWORD}'] }),
  })
  .describe('An account that README, .env.example or seed files name.');

/** How the target tells tenants apart on the wire. */
export const tenancy = z
  .strictObject({
    by: z
      .enum(['path', 'header', 'subdomain', 'body', 'query', 'session'])
      .describe('Where a request says which tenant it means; "session" when only the credential says it.'),
    name: headerName
      .optional()
      .describe('Name of the path parameter, header, body field or query parameter.')
      .meta({ examples: ['workspaceId'] }),
  })
  .superRefine(({ by, name }, context) => {
    if (name !== undefined || by === 'session' || by === 'subdomain') return;
    context.addIssue({
      code: 'custom',
      path: ['name'],
      message: `is missing: say which ${by} carries the tenant`,
    });
  })
  .describe('How requests say which tenant they mean.');
