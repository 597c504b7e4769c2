import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_SECRET } from '../flaws/default-secret.ts';

const EXAMPLE = `# Copy this to .env and fill it in.
PORT=3000
# At least 32 bytes, and never this one: openssl rand -base64 48
JWT_SECRET=${DEFAULT_SECRET}
`;

/** Writes the part of the product's repository that says how to set it up, in the folder that the target file names. */
export function writeRepository(directory: string): void {
  const folder = join(directory, 'repository');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.env.example'), EXAMPLE);
}
