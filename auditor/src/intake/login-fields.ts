import type { Json } from '../core/operation.ts';
import type { LoginSpec } from '../core/target.ts';
import type { SecretTemplate } from '../core/target/secret.ts';
import { variablesIn } from '../core/target/secret.ts';

/** What a login says of its account: the name that it is known by, and where its password comes from. */
interface LoginFields {
  readonly name?: string;
  readonly password?: SecretTemplate;
}

/** Somebody else who logs in the same way. */
export interface Somebody {
  readonly email: string;
  /** Stands where the login wants a name that is no address. */
  readonly name: string;
  readonly password: string;
}

const NAME = /mail|user|login|identifier|account|phone/i;

/** Reads name and password out of a login; what cannot be told apart is left out. */
export function loginFields(login: LoginSpec): LoginFields {
  if (login.kind === 'oauth') {
    return {
      ...(login.username === undefined ? {} : { name: login.username }),
      ...(login.password === undefined ? {} : { password: login.password }),
    };
  }
  const leaves: { readonly key: string; readonly text: string }[] = [];
  visit(login.kind === 'json' ? login.json.template : login.fields.template, '', (text, key) => {
    leaves.push({ key, text });
    return text;
  });
  const name = leaves.find(({ key, text }) => isName(key, text))?.text;
  const password = leaves.find(({ key, text }) => isPassword(key, text))?.text;
  return {
    ...(name === undefined ? {} : { name }),
    ...(password === undefined ? {} : { password: { template: password, env: variablesIn(password) } }),
  };
}

/** The same login with somebody else's name and password in place of its own; undefined when it is unclear where they stand. */
export function loginAs(login: LoginSpec, who: Somebody): LoginSpec | undefined {
  if (login.kind === 'oauth') {
    return login.grant === 'password'
      ? { ...login, username: who.email, password: { template: who.password, env: [] } }
      : undefined;
  }
  const found = { name: false, password: false };
  const swap = (text: string, key: string) => {
    if (isName(key, text)) {
      found.name = true;
      return text.includes('@') || /mail/i.test(key) ? who.email : who.name;
    }
    if (!isPassword(key, text)) return text;
    found.password = true;
    return who.password;
  };
  if (login.kind === 'json') {
    const template = visit(login.json.template, '', swap);
    return found.name && found.password ? { ...login, json: { ...login.json, template } } : undefined;
  }
  const template = Object.fromEntries(
    Object.entries(login.fields.template).map(([key, text]) => [key, swap(text, key)]),
  );
  return found.name && found.password ? { ...login, fields: { ...login.fields, template } } : undefined;
}

function isName(key: string, text: string): boolean {
  return !text.includes('{{totp}}') && (text.includes('@') || NAME.test(key));
}

function isPassword(key: string, text: string): boolean {
  return !text.includes('{{totp}}') && !isName(key, text) && text.includes('${');
}

function visit(json: Json, key: string, change: (text: string, key: string) => string): Json {
  if (typeof json === 'string') return change(json, key);
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item: Json) => visit(item, key, change));
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, visit(value, name, change)]));
}
