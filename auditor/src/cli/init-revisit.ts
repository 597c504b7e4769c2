import { stringsIn } from '../core/target/words.ts';
import { variablesIn } from '../core/target/secret.ts';
import { findMe, pathsIn, isMail } from '../intake/discovery/who.ts';
import { isObject, objectOf, textOf, type JsonObject } from '../intake/json.ts';
import type { Json } from '../core/operation.ts';
import type { Recording } from '../intake/recording/recorded.ts';
import { openVisitor } from '../io/visitor.ts';
import { mannersOf, type Accounts, type Product } from './init-accounts.ts';
import type { Person } from './init-draft.ts';
import type { Earlier } from './init-earlier.ts';
import type { Waiting } from './init-next.ts';
import { enter, isIn, recordingOf, said, type Entry } from './init-visit.ts';

/** Accounts of the file that is there already: logged in again where their secrets are known, never made anew. */
export async function revisitAccounts(
  { target, json }: Earlier,
  product: Omit<Product, 'keep' | 'known'>,
): Promise<Omit<Accounts, 'kept'>> {
  const people: Person[] = [];
  const recordings: Recording[] = [];
  const waiting: Waiting[] = [];
  const written = objectOf(json['identities']);
  const whoami = objectOf(json['whoami']);
  for (const name of Object.keys(target.identities)) {
    const identity = objectOf(written[name]);
    const entry = entryIn(identity, product.env);
    if (entry === undefined || !product.consent) continue;
    const visitor = openVisitor(product.api, mannersOf(product));
    try {
      const place = textOf(whoami['get']) ?? product.seen.whoami?.['get'];
      const answer = await enter(visitor, entry, { operations: product.operations, whoami: place });
      if (!isIn(answer)) {
        const mail = stringsIn(entry.body).find(({ text }) => isMail(text))?.text ?? name;
        waiting.push({ name, mail, words: `POST ${entry.path} ${said(answer)}` });
        continue;
      }
      const recording = recordingOf(name, visitor, product.api);
      if (recording === undefined) continue;
      recordings.push(recording);
      people.push(personOf(name, identity, { recording, whoami }));
    } finally {
      await visitor.close();
    }
  }
  return { people, recordings, waiting };
}

/** The login as the file has it, with its secrets; nothing where one is not set. */
function entryIn(identity: JsonObject, env: Product['env']): Entry | undefined {
  const login = objectOf(identity['login']);
  const form = textOf(login['form']);
  const path = textOf(login['post']) ?? textOf(login['submit']) ?? form;
  const body = form === undefined ? login['json'] : login['fields'];
  if (path === undefined || !isObject(body)) return undefined;
  const names = stringsIn(body).flatMap(({ text }) => variablesIn(text));
  if (names.some((one) => (env[one] ?? '') === '')) return undefined;
  return { path, isForm: form !== undefined, body: objectOf(filled(body, env)) };
}

function filled(value: Json, env: Product['env']): Json {
  if (typeof value === 'string')
    return variablesIn(value).reduce((text, name) => text.replaceAll(`\${${name}}`, env[name] ?? ''), value);
  if (Array.isArray(value)) return value.map((one: Json) => filled(one, env));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, env)]));
}

/** What the file could already be checked against stays; a proposal gives way to what the product says. */
function personOf(
  name: string,
  identity: JsonObject,
  { recording, whoami }: { readonly recording: Recording; readonly whoami: JsonObject },
): Person {
  const me = findMe(recording);
  const told = me === undefined ? {} : pathsIn(me);
  const own = (key: 'tenant' | 'role') =>
    told[key] !== undefined && whoami[key] === undefined ? {} : label(key, identity[key]);
  return {
    name,
    ...own('tenant'),
    ...own('role'),
    ...(identity['disposable'] === true ? { disposable: true } : {}),
  };
}

function label(key: 'tenant' | 'role', value: Json | undefined): Partial<Person> {
  const text = textOf(value);
  return text === undefined ? {} : { [key]: text };
}
