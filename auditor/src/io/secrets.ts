import type { SecretFields, SecretJson, SecretTemplate } from '../core/target/secret.ts';
import type { Json } from '../core/operation.ts';
import type { Vault } from './vault.ts';

/** Fills `${NAME}` of the target file with placeholders whose values are in the vault. */
export interface Secrets {
  text(secret: SecretTemplate): string;
  json(secret: SecretJson): Json;
  fields(secret: SecretFields): Record<string, string>;
}

/** @param env the environment; that every name is set has been checked when the file was read */
export function createSecrets(env: { readonly [name: string]: string | undefined }, vault: Vault): Secrets {
  const put = (text: string) =>
    text.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => {
      const value = env[name];
      return value === undefined ? whole : vault.keep(value, name);
    });
  const putJson = (json: Json): Json => {
    if (typeof json === 'string') return put(json);
    if (json === null || typeof json !== 'object') return json;
    if (Array.isArray(json)) return json.map((item: Json) => putJson(item));
    return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, putJson(value)]));
  };
  return {
    text: ({ template }) => put(template),
    json: ({ template }) => putJson(template),
    fields: ({ template }) =>
      Object.fromEntries(Object.entries(template).map(([name, value]) => [name, put(value)])),
  };
}
