import * as z from 'zod';
import { label, path, plainJson } from './words.ts';

const METHODS = ['post', 'patch', 'put', 'delete'] as const;
const NEEDS_ONE = 'needs exactly one of post, patch, put or delete, with its path';

/** A request that somebody who runs a tenant sends about one of its members. */
function request(example: object) {
  const address = path
    .optional()
    .describe('Path, below `api`. The tenant’s parameter and {user}, the id of the member, are filled in.')
    .meta({ examples: ['/api/workspaces/{workspaceId}/members/{user}'] });
  return z
    .strictObject({
      post: address,
      patch: address,
      put: address,
      delete: address,
      json: plainJson
        .optional()
        .describe('JSON body. {{user}} is the id of the member, {{email}} its address, {{role}} its role.')
        .meta({ examples: [example] }),
    })
    .transform((given, context) => {
      const [named, ...more] = METHODS.flatMap((method) => {
        const address = given[method];
        return address === undefined ? [] : [{ method, path: address }];
      });
      if (named === undefined || more.length > 0) {
        context.issues.push({ code: 'custom', message: NEEDS_ONE, input: given });
        return z.NEVER;
      }
      const { method, path } = named;
      const upper = ({ post: 'POST', patch: 'PATCH', put: 'PUT', delete: 'DELETE' } as const)[method];
      return { method: upper, path, ...(given.json === undefined ? {} : { json: given.json }) };
    });
}

const by = label
  .optional()
  .describe('The identity that does it. By default the owner or admin of the member’s tenant.')
  .meta({ examples: ['ana'] });

/** How a member is shut out for a while. */
export const suspension = z
  .strictObject({
    suspend: request({ state: 'suspended' }).describe('Shuts a member out.'),
    restore: request({ state: 'active' }).describe('Lets the member in again.'),
    by,
  })
  .describe('How a member is suspended and let in again. Only tried on disposable identities.');

/** How a member is taken out of a tenant and back in. */
export const membership = z
  .strictObject({
    remove: request({ user: '{{user}}' }).describe('Takes a member out of the tenant.'),
    add: request({ user: '{{user}}', role: '{{role}}' }).describe(
      'Takes the member in again, with its role.',
    ),
    by,
  })
  .describe(
    'How a member is removed from a tenant and added again, without a mail in between. Only tried on disposable identities.',
  );

export type MemberRequest = z.output<typeof suspension>['suspend'];
