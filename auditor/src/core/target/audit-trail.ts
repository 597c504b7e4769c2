import * as z from 'zod';
import { jsonPath, label, operationRef, path, plainJson } from './words.ts';

/** Where the product notes who did what, and something whose note can be looked for. */
export const auditTrail = z
  .strictObject({
    list: operationRef
      .describe('Operation that lists what was done in the tenant.')
      .meta({ examples: ['GET /api/audit'] }),
    as: label.describe('The identity that may read it and may do this.').meta({ examples: ['ana'] }),
    act: z
      .strictObject({
        post: path
          .describe('Path of something that the trail must note, below `api`.')
          .meta({ examples: ['/api/keys'] }),
        json: plainJson
          .default({ name: '{{text}}' })
          .describe('JSON body; {{text}} is filled in with a name.')
          .meta({ examples: [{ name: '{{text}}', scopes: ['read'] }] }),
        id: jsonPath.default('$.id').describe('JSON path of the new object’s id in the answer.'),
        remove: path
          .optional()
          .describe('Path that removes it again (DELETE); {id} is its id.')
          .meta({ examples: ['/api/keys/{id}'] }),
      })
      .describe('A privileged act that can be undone: making an API key, an invitation, a webhook.'),
  })
  .describe('The audit trail: who did what in a tenant, as its owner reads it.');

export type AuditTrailSpec = z.output<typeof auditTrail>;
