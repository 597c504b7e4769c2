import * as z from 'zod';
import { secretJson } from './secret.ts';
import { headerName, jsonPath, path } from './words.ts';

const JSON_HINT = 'JSON body. {{email}}, {{password}}, {{name}} and {{workspace}} are filled in.';

const request = z.strictObject({
  post: path.describe('Path to send to, below `api`.'),
  json: secretJson.default({ template: {}, env: [] }).describe(JSON_HINT),
});

const fromMail = z
  .strictObject({
    post: path.describe('Path that takes the token or code from the mail.'),
    json: secretJson.describe('JSON body; {{token}} or {{code}} comes from the mail.'),
  })
  .describe('Confirm by sending what the mail contains.');

/** Sign-up of new accounts. */
export const signup = request
  .extend({
    verify: z
      .union([z.enum(['mail', 'none']), fromMail])
      .default('none')
      .describe('How the address is verified: "mail" opens the link in the mail, "none" is not verified.'),
    resend: request.optional().describe('How to ask for the verification mail again.'),
    token: jsonPath.optional().describe('JSON path of the access token in the answer, when sign-up logs in.'),
    tenant: jsonPath.optional().describe('JSON path of the new tenant’s key in the answer.'),
    remove: path
      .optional()
      .describe('Path that deletes the own account (DELETE), so that a run leaves nothing behind.'),
  })
  .describe('How a new customer signs up. Needed for onboarding, sign-up limits and throw-away accounts.');

/** Passwords: reset and change. */
export const password = z
  .strictObject({
    reset: request.optional().describe('How to ask for a reset mail.'),
    confirm: request.optional().describe('How to set the new password with the {{token}} of the mail.'),
    change: request
      .optional()
      .describe('How a signed-in user changes it: {{password}} is the old one, {{newPassword}} the new one.'),
  })
  .describe('Password reset and change.');

/** How the target tells tenants apart on the wire. */
export const tenancy = z
  .strictObject({
    by: z
      .enum(['path', 'header', 'subdomain', 'body', 'query', 'session'])
      .describe('Where a request says which tenant it means; "session" when only the credential says it.'),
    name: headerName
      .optional()
      .describe('Name of the path parameter, header, body field or query parameter.'),
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
