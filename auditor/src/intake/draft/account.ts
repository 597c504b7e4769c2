import type { Json } from '../../core/operation.ts';

/** An account of the target file while it is being written. */
export interface AccountDraft {
  readonly name: string;
  readonly tenant?: string;
  readonly role?: string;
  readonly disposable?: boolean;
  /** `bearer`, `cookie`, `apiKey`, `basic` or `login`, as the target file has it; secrets as `${NAME}`. */
  readonly credential: { readonly [key: string]: Json };
  /** Other keys of the identity: `headers`. */
  readonly more?: { readonly [key: string]: Json };
}

/**
 * Name of the variable for a secret of an account.
 *
 * @example
 * variableFor('ana', 'password') // 'ANA_PASSWORD'
 */
export function variableFor(account: string, what: string): string {
  const name = `${account}_${what}`.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}

/** A reference to the variable, as it is written in the file. */
export function referenceTo(account: string, what: string): string {
  return `\${${variableFor(account, what)}}`;
}
