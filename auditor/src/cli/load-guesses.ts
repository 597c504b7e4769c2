import { readExamples } from '../io/example-files.ts';
import { readRepository } from '../io/repository.ts';
import { signingSecretsIn } from '../source/signing-secrets.ts';

/** Secrets that anybody who reads the repository knows: from examples of the environment and from fall-backs in code. */
export function loadGuesses(folder: string): readonly string[] {
  const repository = readRepository(folder);
  const source = repository.ok
    ? repository.files.filter(({ text }) => /secret|jwt|signing|auth_key|token_key/i.test(text))
    : [];
  return signingSecretsIn([...readExamples(folder), ...source]);
}
