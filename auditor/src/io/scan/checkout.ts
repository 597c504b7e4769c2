import { commitOf } from '../commit-of.ts';
import type { Checkout } from '../../evidence/deployment.ts';
import { gitText } from './git.ts';

/** The commit that lies in a folder, and how many files differ from it; undefined where there is no repository. */
export async function checkoutOf(folder: string): Promise<Checkout | undefined> {
  const commit = commitOf(folder);
  if (commit === undefined) return undefined;
  const status = await gitText(folder, ['status', '--porcelain', '--untracked-files=no']);
  if (status === undefined) return { commit };
  return { commit, changed: status.split('\n').filter((line) => line !== '').length };
}
