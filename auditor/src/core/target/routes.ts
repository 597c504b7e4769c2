import * as z from 'zod';
import { file, headerName, jsonPath, label, operationName, path, pattern, plainJson, text } from './words.ts';

/** Where the operations of the target are known from. */
export const routes = z
  .strictObject({
    openapi: file
      .optional()
      .describe('OpenAPI 3 description of the API, JSON or YAML.')
      .meta({ examples: ['./openapi.json'] }),
    har: z
      .record(label, file)
      .default({})
      .describe(
        'Browser recordings (HAR) by identity. Two tenants’ recordings show which values are object ids.',
      )
      .meta({ examples: [{ ana: './ana.har', bea: './bea.har' }] }),
    postman: file
      .optional()
      .describe('Postman 2.1 collection.')
      .meta({ examples: ['./postman.json'] }),
    curl: file
      .optional()
      .describe('Text file with curl commands.')
      .meta({ examples: ['./requests.txt'] }),
    graphql: z
      .strictObject({
        schema: file
          .describe('Answer to an introspection query, as JSON.')
          .meta({ examples: ['./graphql-schema.json'] }),
        path: path.default('/graphql').describe('Path of the endpoint.'),
      })
      .optional()
      .describe('A GraphQL API: each query and mutation of its schema is an operation.'),
    list: z.array(operationName).default([]).describe('Operations by hand, as "METHOD /path".'),
    public: z
      .array(pattern)
      .default([])
      .describe('Operations that anyone may call. All others are expected to refuse a stranger.'),
    core: z
      .array(pattern)
      .default([])
      .describe('Reads that customers do all the time: they are timed. Without it, the person and the lists.')
      .meta({ examples: [['GET /api/me', 'GET /api/projects']] }),
    exclude: z.array(pattern).default([]).describe('Operations that must never be called.'),
  })
  .describe('Which operations the target has.');

const operation = z
  .strictObject({
    destructive: z
      .boolean()
      .optional()
      .describe(
        'Removes or locks something for good: only tried on what the run made and on disposable accounts.',
      ),
    costly: z.boolean().optional().describe('Costs model tokens or money: counted against the budget.'),
    mails: z.boolean().optional().describe('Sends mail: only called when a mail sink is set.'),
    public: z.boolean().optional().describe('Anyone may call it.'),
    body: plainJson
      .optional()
      .describe('A valid JSON body, when none can be derived. {{text}} marks free text.')
      .meta({ examples: [{ title: '{{text}}' }] }),
    query: z.record(text, text).optional().describe('Query parameters that it needs.'),
    headers: z
      .record(headerName, text)
      .optional()
      .describe('Headers that it needs and that are no secret, such as a publishable key.')
      .meta({ examples: [{ apikey: 'pk_live_public' }] }),
    params: z
      .record(text, text)
      .optional()
      .describe('Values of path parameters that no other operation produces.'),
    id: jsonPath
      .optional()
      .describe('For an operation that creates: where the new object’s id stands in the answer.')
      .meta({ examples: ['$.id'] }),
    creates: path
      .optional()
      .describe('For an operation that creates: the path of what it creates.')
      .meta({ examples: ['/api/files/{fileId}'] }),
  })
  .describe('What cannot be seen from outside about one operation.');

/** Corrections and hints by operation. */
export const operations = z
  .record(operationName, operation)
  .describe('Hints by operation, such as "DELETE /api/projects/{id}": { destructive: true }.');

/** Who is meant to reach what. */
export const expectations = z
  .strictObject({
    roles: z
      .record(pattern, z.array(label))
      .default({})
      .describe('Roles that may call the operations of a pattern.')
      .meta({ examples: [{ 'GET /api/admin/**': ['owner', 'admin'] }] }),
    tiers: z
      .record(pattern, z.array(label))
      .default({})
      .describe('Tiers that may call the operations of a pattern.')
      .meta({ examples: [{ '/api/premium/**': ['paid'] }] }),
    private: z
      .array(pattern)
      .default([])
      .describe('Objects that only their creator may read, even within one tenant.')
      .meta({ examples: [['/api/conversations/**']] }),
    shared: z
      .array(pattern)
      .default([])
      .describe('Objects that everyone in the tenant is meant to see.')
      .meta({ examples: [['/api/files/**']] }),
  })
  .describe('Who is meant to reach what. What is not said here is not guessed.');
