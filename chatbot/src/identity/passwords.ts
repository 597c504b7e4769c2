import { hash, verify } from '@node-rs/argon2';
import type { Config } from '../config/config.ts';

/** Hashes a password with Argon2id, the library's default variant. */
export const hashPassword = (password: string, { memoryKiB, passes }: Config['passwords']): Promise<string> =>
  hash(password, { memoryCost: memoryKiB, timeCost: passes, parallelism: 1 });

/** Compares a password; without a stored hash the same work is done in vain, so that time tells nothing. */
export async function passwordMatches(
  stored: string | undefined,
  password: string,
  config: Config['passwords'],
): Promise<boolean> {
  if (stored !== undefined) return verify(stored, password);
  await hashPassword(password, config);
  return false;
}
