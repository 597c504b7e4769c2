import type { Json } from '../../core/operation.ts';
import { isSecretName } from '../../core/target/secret.ts';
import { isObject, listOf } from '../json.ts';
import type { RawExchange } from './recorded.ts';

/**
 * Takes secrets out of a recording while it is read. Each is replaced by a mark that says nothing about it; the same secret
 * gets the same mark, so that a share link can still be followed from the answer that made it to the path that takes it.
 */
export interface SecretKeeper {
  /** Remembers what an exchange shows to be secret: credentials, cookies, fields named like one. */
  learn(exchange: RawExchange, asked: Json | undefined, answered: Json | undefined): void;
  text(value: string): string;
  json(value: Json, from: Origin): Json;
  /** The mark of a secret, whatever it looks like. */
  mark(value: string): string;
}

/** Where data stands: a login's body is secret as a whole, and `code` in an answer is mostly the name of an error. */
type Origin = 'request' | 'login' | 'answer';

const MARK = /\{\{secret:[^{}]*\}\}/;
const SHORTEST = 8;
const DEEPEST = 60;
const MOST_SECRETS = 2_000;

/** Field names beyond those that a target file refuses: what people type into a login or a payment form. */
const PRIVATE_FIELD =
  /^(?:pass|pw|passwort|kennwort|contrase(?:n|ñ)a|senha|mot_?de_?passe|mdp|cvv|cvc|card_?number|iban|ssn|pin|one_?time_?code|_?csrf|_?xsrf)$/i;

/** A JSON Web Token (RFC 7519), and keys by the prefix that their issuers documented for finding them. */
const ISSUED =
  /\beyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]*|\b(?:sk|pk|rk)[-_](?:live|test|proj|ant)[-_][\w-]{8,}|\bsk-[A-Za-z0-9]{20,}|\bgh[pousr]_\w{20,}|\bgithub_pat_\w{20,}|\bxox[abprs]-[\w-]{10,}|\bAKIA[0-9A-Z]{16}\b|\bglpat-[\w-]{16,}|\bAIza[\w-]{30,}|\bwhsec_[\w+/=-]{16,}/g;

/** True for what stands in the place of a secret. */
export function isMark(value: string): boolean {
  return MARK.test(value);
}

/** True for fields whose value must not be kept. */
export function isPrivateField(name: string): boolean {
  return isSecretName(name) || PRIVATE_FIELD.test(name);
}

/** @param owner whose recording it is: marks of two recordings are never the same */
export function createSecretKeeper(owner: string): SecretKeeper {
  const marks = new Map<string, string>();
  const mark = (value: string): string => {
    if (isMark(value)) return value;
    const known = marks.get(value);
    if (known !== undefined) return known;
    const made = `{{secret:${owner}:${marks.size + 1}}}`;
    if (marks.size < MOST_SECRETS) marks.set(value, made);
    return made;
  };
  const learnText = (value: string) => {
    // Short ones would be found inside ordinary words.
    if (value.length >= SHORTEST && !/\s/.test(value)) mark(value);
  };
  const text = (value: string): string => {
    const known = marks.get(value);
    if (known !== undefined) return known;
    const clean = value.replaceAll(ISSUED, (found) => mark(found));
    if (clean.length < SHORTEST) return clean;
    let result = clean;
    for (const [secret, made] of marks)
      if (secret.length >= SHORTEST && result.includes(secret)) result = result.replaceAll(secret, made);
    return result;
  };
  const json = (value: Json, from: Origin, name = '', depth = 0): Json => {
    if (depth > DEEPEST) return null;
    if (typeof value === 'string' || typeof value === 'number') {
      if (value !== '' && isHidden(name, value, from)) return mark(String(value));
      return typeof value === 'string' ? text(value) : value;
    }
    if (isObject(value)) {
      const entries = Object.entries(value).map(([key, one]) => [key, json(one, from, key, depth + 1)]);
      return Object.fromEntries(entries);
    }
    return Array.isArray(value) ? listOf(value).map((one) => json(one, from, name, depth + 1)) : value;
  };
  return {
    mark,
    text,
    json: (value, from) => json(value, from),
    learn({ headers, answer }, asked, answered) {
      const secrets = [
        ...headers.flatMap(([name, value]) => secretsIn(name, value)),
        ...(answer?.headers ?? []).flatMap(([name, value]) =>
          name === 'set-cookie' ? cookiesSet(value) : [],
        ),
        ...(asked === undefined ? [] : namedSecrets(asked, 'request')),
        ...(answered === undefined ? [] : namedSecrets(answered, 'answer')),
      ];
      for (const one of secrets) learnText(one);
    },
  };
}

/** In the body of a login everything is secret except who logs in and what the client says about itself. */
const LOGIN_NAME =
  /^(?:(?:e-?)?mail|user(?:_?name)?|login|identifier|handle|grant_?type|client_?id|scope|remember(?:_?me)?|redirect(?:_?ur[il]|_?to)?|callback_?url|json|type|provider|tenant|workspace|organi[sz]ation|org|domain|locale|name)$/i;

function isHidden(name: string, value: string | number, from: Origin): boolean {
  if (isPrivateField(name)) return from !== 'answer' || name !== 'code';
  return (
    from === 'login' && typeof value === 'string' && !LOGIN_NAME.test(name) && !/^(?:true|false)$/.test(value)
  );
}

function secretsIn(name: string, value: string): readonly string[] {
  if (name === 'cookie') return sessionCookies(value);
  if (name.endsWith('authorization')) return [value.replace(/^\S+\s+/, '')];
  return isSecretName(name) ? [value] : [];
}

/** Values in a `Cookie` header that were issued to one session. */
export function sessionCookies(header: string): readonly string[] {
  return header.split(';').flatMap((one) => sessionIn(one.trim()));
}

function cookiesSet(value: string): readonly string[] {
  return value.split('\n').flatMap((line) => sessionIn(line.replace(/;.*$/, '')));
}

/** Cookies that say which workspace or language is chosen are no secrets, and their value stands in every path. */
const CHOICE = /workspace|org|tenant|team|company|project|locale|lang|theme|consent|time_?zone/i;

function sessionIn(cookie: string): readonly string[] {
  const [name = '', ...rest] = cookie.split('=');
  const value = rest.join('=');
  const looksIssued = value.length >= 16 && /\d/.test(value) && /[A-Za-z]/.test(value);
  return looksIssued && (!CHOICE.test(name) || isSecretName(name)) ? [value] : [];
}

function namedSecrets(value: Json, from: Origin, name = '', depth = 0): readonly string[] {
  if (depth > DEEPEST) return [];
  if (typeof value === 'string') return isHidden(name, value, from) ? [value] : [];
  if (isObject(value))
    return Object.entries(value).flatMap(([key, one]) => namedSecrets(one, from, key, depth + 1));
  return Array.isArray(value) ? listOf(value).flatMap((one) => namedSecrets(one, from, name, depth + 1)) : [];
}
