import * as z from 'zod';
import { jsonPath, path, pattern, plainJson, text } from './words.ts';

/** API keys that the product issues to its users. */
export const apiKeys = z
  .strictObject({
    create: z
      .strictObject({
        post: path.describe('Path that makes a key, below `api`.').meta({ examples: ['/api/keys'] }),
        json: plainJson
          .default({ name: '{{name}}' })
          .describe('JSON body. {{name}} is filled in with a name, {{scope}} with one of the scopes below.')
          .meta({ examples: [{ name: '{{name}}', scopes: ['{{scope}}'] }] }),
      })
      .describe('How somebody makes a key.'),
    key: jsonPath.default('$.key').describe('JSON path of the new key in the answer.'),
    id: jsonPath.default('$.id').describe('JSON path of its id in the answer.'),
    remove: path
      .optional()
      .describe('Path that removes a key (DELETE); {id} is its id.')
      .meta({ examples: ['/api/keys/{id}'] }),
    scopes: z
      .record(text, z.array(pattern).min(1))
      .default({})
      .describe(
        'The scopes that a key can have, each with the operations that it is for. A key is expected to open nothing of the other scopes’.',
      )
      .meta({ examples: [{ read: ['GET /api/**'], admin: ['/api/admin/**', '/api/keys/**'] }] }),
  })
  .describe('API keys that the product issues, each with the scope that it was made for.');
