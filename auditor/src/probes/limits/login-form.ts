import { answerOf } from '../../core/exchange.ts';
import type { Json } from '../../core/operation.ts';
import type { LoginSpec } from '../../core/target.ts';
import { readPath } from '../../intake/json-path.ts';
import type { Ask, AskBody, Lane } from '../../io/lane.ts';
import { cookiesSet } from '../../io/material.ts';

/** An account that nobody has, and a password that nobody chose. */
export interface Nobody {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

/** example.com is reserved and receives no mail (RFC 2606, RFC 7505), and validators accept it, unlike `.test`. */
export function nobody(word: string): Nobody {
  return { email: `${word}@example.com`, name: word, password: `Wrong-${word}-7!` };
}

/** Where a login is sent, as the operation that reports name; undefined when it is not below the API. */
export function loginPath(login: LoginSpec): string | undefined {
  if (login.kind === 'json') return login.post;
  if (login.kind === 'form') return login.submit ?? login.form;
  return login.endpoint.startsWith('/') && login.grant === 'password' ? login.endpoint : undefined;
}

/** The login of an identity with somebody else's name and a wrong password in place of its own; undefined when unclear. */
export function wrongLogin(login: LoginSpec, who: Nobody): AskBody | undefined {
  if (login.kind === 'json') {
    const found = { name: false, password: false };
    const json = swap(login.json.template, '', who, found);
    return found.name && found.password ? { kind: 'json', json } : undefined;
  }
  if (login.kind === 'form') {
    const found = { name: false, password: false };
    const fields = Object.fromEntries(
      Object.entries(login.fields.template).map(([key, value]) => [key, swapText(value, key, who, found)]),
    );
    return found.name && found.password ? { kind: 'form', fields } : undefined;
  }
  const client = login.clientId === undefined ? {} : { client_id: login.clientId };
  return {
    kind: 'form',
    fields: { grant_type: 'password', ...client, username: who.email, password: who.password },
  };
}

interface Found {
  name: boolean;
  password: boolean;
}

function swap(json: Json, key: string, who: Nobody, found: Found): Json {
  if (typeof json === 'string') return swapText(json, key, who, found);
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item: Json) => swap(item, key, who, found));
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, swap(value, name, who, found)]),
  );
}

const NAME = /mail|user|login|identifier|account|phone/i;

function swapText(text: string, key: string, who: Nobody, found: Found): string {
  if (text.includes('{{totp}}')) return text.replace('{{totp}}', '000000');
  if (text.includes('@') || NAME.test(key)) {
    found.name = true;
    return text.includes('@') || /mail/i.test(key) ? who.email : who.name;
  }
  if (!text.includes('${')) return text;
  found.password = true;
  return who.password;
}

/** A login attempt with a fresh CSRF token where the form wants one, so that a stale token is not taken for a limit. */
export async function sendLogin(lane: Lane, login: LoginSpec, ask: Ask) {
  const csrf = login.kind === 'oauth' ? undefined : login.csrf;
  if (csrf === undefined) return lane.send(ask);
  const page = await lane.send({ method: 'GET', path: csrf.get });
  const answer = answerOf(page);
  const body = answer?.body ?? '';
  const token = csrf.from === 'html' ? hiddenField(body, csrf.field) : readText(body, csrf.from);
  const cookies = Object.entries(cookiesSet(answer?.headers['set-cookie'])).map((pair) => pair.join('='));
  const headers = {
    ...ask.headers,
    ...(cookies.length === 0 ? {} : { cookie: cookies.join('; ') }),
    ...(csrf.header === undefined || token === undefined ? {} : { [csrf.header.toLowerCase()]: token }),
  };
  return lane.send({
    ...ask,
    headers,
    ...withField(ask, csrf.header === undefined ? csrf.field : undefined, token),
  });
}

function withField({ body }: Ask, field: string | undefined, token: string | undefined): { body?: AskBody } {
  if (body === undefined || field === undefined || token === undefined) return {};
  if (body.kind === 'form') return { body: { ...body, fields: { ...body.fields, [field]: token } } };
  if (body.kind !== 'json' || !isObject(body.json)) return {};
  return { body: { kind: 'json', json: { ...body.json, [field]: token } } };
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return json !== null && typeof json === 'object' && !Array.isArray(json);
}

/** The value of a hidden input: whichever of its attributes comes first. */
function hiddenField(html: string, name: string): string | undefined {
  for (const [tag] of html.matchAll(/<(?:input|meta)\b[^>]{0,2000}>/gi)) {
    if (attribute(tag, 'name') === name) return attribute(tag, 'value') ?? attribute(tag, 'content');
  }
  return undefined;
}

function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  return match?.[1] ?? match?.[2] ?? match?.[3];
}

function readText(body: string, path: string): string | undefined {
  try {
    const value = readPath(JSON.parse(body), path);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
