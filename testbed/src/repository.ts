import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_SECRET } from '../flaws/default-secret.ts';
import { commitAll, initRepository } from './git.ts';

const EXAMPLE = `# Copy this to .env and fill it in.
PORT=3000
# At least 32 bytes, and never this one: openssl rand -base64 48
JWT_SECRET=${DEFAULT_SECRET}
`;

const MANIFEST = fileURLToPath(new URL('../../chatbot/package.json', import.meta.url));

/** Writes the part of the product's repository that says how to set it up and what it is built with. */
export function writeSetup(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.env.example'), EXAMPLE);
  copyFileSync(MANIFEST, join(folder, 'package.json'));
}

/**
 * Makes the repository that the target file names. It is one of its own: otherwise the history of whatever checkout lies around
 * it would be taken for the product's.
 */
export function writeRepository(directory: string): void {
  const folder = join(directory, 'repository');
  writeSetup(folder);
  initRepository(folder);
  commitAll(folder, 'Say how to set it up');
}
