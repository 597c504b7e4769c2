import { execFileSync } from 'node:child_process';

/** Nobody's own settings of git play a part. */
export const GIT_ENVIRONMENT = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

const MACHINE = ['-c', 'user.name=Reference chatbot', '-c', 'user.email=chatbot@chatbot.test'];

/** Runs git in a folder and gives what it printed. */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', env: GIT_ENVIRONMENT });
}

/** Makes a folder a repository of its own, also where it lies inside another one. */
export function initRepository(folder: string): void {
  git(folder, 'init', '--quiet', '--initial-branch=main');
}

/** Commits all that lies in a repository, and gives the commit. */
export function commitAll(folder: string, message: string): string {
  git(folder, 'add', '--all');
  git(folder, ...MACHINE, 'commit', '--quiet', '-m', message);
  return git(folder, 'rev-parse', 'HEAD').trim();
}
