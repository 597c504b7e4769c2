import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commitAll, GIT_ENVIRONMENT, initRepository } from '../src/git.ts';
import { writeSetup } from '../src/repository.ts';

const CHATBOT = fileURLToPath(new URL('../../chatbot/', import.meta.url));
const LEFT_BEHIND = /^(?:node_modules|dist|\.data)(?:\/|$)|\.test\.ts$/;

/** A git repository of the product. */
export interface Repository {
  readonly folder: string;
  /** The commits, oldest first: the release before, and the one that is launched. */
  readonly commits: readonly string[];
}

/** Makes the repository that the launch is deployed from: the product's source, how it is set up, and what its team needs to run it. */
export function makeRepository(directory: string, files: { readonly [path: string]: string }): Repository {
  const folder = join(directory, 'repository');
  writeSetup(folder);
  cpSync(CHATBOT, join(folder, 'chatbot'), {
    recursive: true,
    filter: (path) => !LEFT_BEHIND.test(relative(CHATBOT, path)),
  });
  initRepository(folder);
  const first = commitAll(folder, 'The product');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, commits: [first, commitAll(folder, 'Say how the launch is operated')] };
}

/** Puts the files of one commit into a folder of their own. */
export function checkOut({ folder }: Repository, commit: string, into: string): void {
  mkdirSync(into, { recursive: true });
  const archive = execFileSync('git', ['-C', folder, 'archive', '--format=tar', commit], {
    maxBuffer: 256 * 1024 * 1024,
    env: GIT_ENVIRONMENT,
  });
  execFileSync('tar', ['-x', '-C', into], { input: archive });
}
