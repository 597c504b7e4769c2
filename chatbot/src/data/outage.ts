import { existsSync } from 'node:fs';
import type { KyselyPlugin } from 'kysely';

/** An embedded database that fails while a file exists: a stand-in for one that is stopped, for drills. */
export function outagePlugin(file: string): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      if (existsSync(file)) throw new Error('connect ECONNREFUSED 127.0.0.1:5432');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}
