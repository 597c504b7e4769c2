import * as z from 'zod';
import { headerName, jsonPath, path } from './words.ts';

/** How the product says which release it serves. */
export const release = z
  .strictObject({
    get: path
      .describe('Path that tells the release, below `api`; open to everybody.')
      .meta({ examples: ['/api/version'] }),
    commit: jsonPath
      .default('$.commit')
      .describe('Where the commit stands in the answer.')
      .meta({ examples: ['$.commit'] }),
    header: headerName
      .optional()
      .describe('The header that holds the commit, where it is not in the body.')
      .meta({ examples: ['X-Release'] }),
  })
  .describe('How to see which commit is being served.');
