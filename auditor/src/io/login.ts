import type { Answer, Exchange } from '../core/exchange.ts';
import type { Json } from '../core/operation.ts';
import type { IdentitySpec, LoginSpec, Target } from '../core/target.ts';
import { fetchCsrf, type CsrfSpec, type SendLogin } from './csrf.ts';
import { withHosted } from './hosted-login.ts';
import { readJsonAt } from './json-at.ts';
import type { Ask } from './lane.ts';
import { accepted, excerpt, keep, type Attempt } from './login-answer.ts';
import { bearing, cookiesSet, type Material } from './material.ts';
import type { Secrets } from './secrets.ts';
import { saysNo, showsLogin } from './session-ended.ts';
import { oneTimeCode } from './totp.ts';
import type { Vault } from './vault.ts';

export interface LoginTools {
  readonly send: SendLogin;
  /** Address of the web app, where forms are; the API's when the target file names none. */
  readonly app: string | undefined;
  readonly backends: Target['backends'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly vault: Vault;
  readonly secrets: Secrets;
}

/** Logs an identity in the way the target file describes. Answers with placeholders only. */
export async function logIn(name: string, spec: IdentitySpec, tools: LoginTools): Promise<Attempt> {
  const { credential } = spec;
  const extra = spec.headers === undefined ? {} : tools.secrets.fields(spec.headers);
  if (credential.kind === 'hosted') return withHosted(name, credential, extra, tools);
  if (credential.kind !== 'login') return { kind: 'in', material: given(name, credential, extra, tools) };
  const { login } = credential;
  if (login.kind === 'json') return withJson(name, login, extra, tools);
  if (login.kind === 'form') return withForm(login, extra, tools);
  return withOauth(name, login, extra, tools);
}

function given(
  name: string,
  credential: Exclude<IdentitySpec['credential'], { kind: 'login' | 'hosted' }>,
  extra: Record<string, string>,
  { secrets, vault }: LoginTools,
): Material {
  const bare = { cookies: {}, headers: extra };
  switch (credential.kind) {
    case 'bearer':
      return bearing(bare, secrets.text(credential.token));
    case 'cookie': {
      const pairs = secrets.text(credential.cookie).split(/;\s*/);
      const cookies = Object.fromEntries(
        pairs.map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)]),
      );
      return { ...bare, cookies, kind: 'cookie' };
    }
    case 'api-key':
      return {
        ...bare,
        headers: { ...extra, [credential.header.toLowerCase()]: secrets.text(credential.value) },
        kind: 'api-key',
      };
    case 'basic': {
      const password = vault.reveal(secrets.text(credential.password));
      const pair = vault.keep(
        Buffer.from(`${credential.user}:${password}`).toString('base64'),
        `${name}-basic`,
      );
      return { ...bare, headers: { ...extra, authorization: `Basic ${pair}` }, kind: 'basic' };
    }
  }
}

async function withJson(
  name: string,
  login: Extract<LoginSpec, { kind: 'json' }>,
  extra: Record<string, string>,
  tools: LoginTools,
): Promise<Attempt> {
  const { send, secrets } = tools;
  const csrf = await fetchCsrf(login.csrf, send);
  if (csrf.kind === 'out') return csrf;
  const filled = fill(secrets.json(login.json), await totpFor(login.totp, tools));
  const json = csrf.field === undefined || !isObject(filled) ? filled : { ...filled, ...csrf.field };
  const exchange = await send(
    {
      method: 'POST',
      path: login.post,
      body: { kind: 'json', json },
      headers: { ...extra, ...csrf.headers },
    },
    csrf.cookies,
  );
  const answer = accepted(exchange, tools.now());
  if (answer.kind === 'out') return answer;
  const cookies = login.cookies
    ? { ...csrf.cookies, ...cookiesSet(answer.answer.headers['set-cookie']) }
    : {};
  if (login.token === undefined) {
    return withCookies(cookies, extra, answer.answer, login.csrf, send);
  }
  const token = readJsonAt(answer.answer.body, login.token);
  if (token === undefined) {
    return {
      kind: 'out',
      trouble: false,
      because: `the login answered ${answer.answer.status}, but ${login.token} is not in the answer: ${excerpt(answer.answer)}`,
    };
  }
  const refreshToken =
    login.refreshToken === undefined ? undefined : readJsonAt(answer.answer.body, login.refreshToken);
  const bare = {
    headers: extra,
    cookies: {},
    ...(login.tokenAs === undefined ? {} : { tokenAs: login.tokenAs }),
  };
  const material = bearing(bare, keep(token, `${name}-token`, tools.vault));
  return {
    kind: 'in',
    material:
      refreshToken === undefined
        ? material
        : { ...material, refreshToken: keep(refreshToken, `${name}-refresh`, tools.vault) },
  };
}

async function withForm(
  login: Extract<LoginSpec, { kind: 'form' }>,
  extra: Record<string, string>,
  tools: LoginTools,
): Promise<Attempt> {
  const { secrets, app } = tools;
  const send: SendLogin = (ask, cookies) =>
    tools.send(app === undefined ? ask : { ...ask, base: app }, cookies);
  const csrf = await fetchCsrf(login.csrf, send);
  if (csrf.kind === 'out') return csrf;
  const code = await totpFor(login.totp, tools);
  const given = secrets.fields(login.fields);
  const fields = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, value.replace('{{totp}}', code ?? '')]),
  );
  const exchange = await send(
    {
      method: 'POST',
      path: login.submit ?? login.form,
      body: { kind: 'form', fields: { ...fields, ...csrf.field } },
      headers: { ...extra, ...csrf.headers },
    },
    csrf.cookies,
  );
  const answer = accepted(exchange, tools.now());
  if (answer.kind === 'out') return answer;
  // A refused form is shown again, with 200 and its password field.
  if (answer.answer.status < 300 && showsLogin(answer.answer.body)) {
    return {
      kind: 'out',
      trouble: false,
      because: 'the login page came back with its password field: the form was not accepted',
    };
  }
  const cookies = { ...csrf.cookies, ...cookiesSet(answer.answer.headers['set-cookie']) };
  return withCookies(cookies, extra, answer.answer, login.csrf, send);
}

async function withOauth(
  name: string,
  login: Extract<LoginSpec, { kind: 'oauth' }>,
  extra: Record<string, string>,
  { send, secrets, vault, now }: LoginTools,
): Promise<Attempt> {
  const fields: Record<string, string> = { grant_type: login.grant };
  if (login.clientId !== undefined) fields['client_id'] = login.clientId;
  if (login.clientSecret !== undefined) fields['client_secret'] = secrets.text(login.clientSecret);
  if (login.username !== undefined) fields['username'] = login.username;
  if (login.password !== undefined) fields['password'] = secrets.text(login.password);
  if (login.scope !== undefined) fields['scope'] = login.scope;
  const body = { kind: 'form', fields } as const;
  const first = await send({ method: 'POST', ...placeOf(login.endpoint), body, headers: extra }, {});
  const exchange = isUnknownClient(first)
    ? await withBasic(login, fields, extra, { send, secrets, vault, name })
    : first;
  const answer = accepted(exchange, now());
  if (answer.kind === 'out') return answer;
  const token = readJsonAt(answer.answer.body, '$.access_token');
  if (token === undefined) {
    return {
      kind: 'out',
      trouble: false,
      because: `the token endpoint's answer has no access_token: ${excerpt(answer.answer)}`,
    };
  }
  return {
    kind: 'in',
    material: bearing({ headers: extra, cookies: {} }, keep(token, `${name}-token`, vault)),
  };
}

/** RFC 6749, 5.2: the client was not recognised, which is also what servers answer that only take it by HTTP Basic. */
function isUnknownClient({ outcome }: Exchange): boolean {
  const isRefused = outcome.kind === 'answer' && (outcome.status === 400 || outcome.status === 401);
  return isRefused && readJsonAt(outcome.body, '$.error') === 'invalid_client';
}

/** RFC 6749, 2.3.1: id and secret, each encoded like a form, as user and password. */
function withBasic(
  login: Extract<LoginSpec, { kind: 'oauth' }>,
  fields: Readonly<Record<string, string>>,
  extra: Record<string, string>,
  { send, secrets, vault, name }: Pick<LoginTools, 'send' | 'secrets' | 'vault'> & { readonly name: string },
): Promise<Exchange> {
  const { client_id: id = '', client_secret: _, ...others } = fields;
  const secret = login.clientSecret === undefined ? '' : vault.reveal(secrets.text(login.clientSecret));
  const encoded = Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64');
  const headers = { ...extra, authorization: `Basic ${vault.keep(encoded, `${name}-client`)}` };
  return send(
    { method: 'POST', ...placeOf(login.endpoint), body: { kind: 'form', fields: others }, headers },
    {},
  );
}

/** A token endpoint is a path of the API, or a whole address that no tenant's sub-domain is put before. */
function placeOf(endpoint: string): Pick<Ask, 'path' | 'base' | 'tenant'> {
  if (endpoint.startsWith('/')) return { path: endpoint };
  const { origin, pathname } = new URL(endpoint);
  return { path: pathname, base: origin, tenant: null };
}

/** A cookie session; where the product wants a CSRF header with every change, it is fetched once for the session. */
async function withCookies(
  cookies: Record<string, string>,
  extra: Record<string, string>,
  answer: Answer,
  csrf: CsrfSpec,
  send: SendLogin,
): Promise<Attempt> {
  const because = `the login answered ${answer.status} and set no cookie: ${excerpt(answer)}`;
  if (Object.keys(cookies).length === 0) return { kind: 'out', trouble: false, because };
  // A cookie from before the login may have been raised to a session; an answer that says no has not done that.
  const raised = Object.keys(cookiesSet(answer.headers['set-cookie']));
  if (raised.length === 0 && saysNo(answer.body)) return { kind: 'out', trouble: false, because };
  const material: Material = { headers: extra, cookies, kind: 'cookie' };
  if (csrf?.header === undefined) return { kind: 'in', material };
  const fresh = await fetchCsrf(csrf, send, cookies);
  const value = fresh.kind === 'ready' ? fresh.headers[csrf.header.toLowerCase()] : undefined;
  if (fresh.kind === 'out' || value === undefined) return { kind: 'in', material };
  return {
    kind: 'in',
    material: { ...material, cookies: fresh.cookies, csrf: { header: csrf.header.toLowerCase(), value } },
  };
}

async function totpFor(
  secret: Extract<LoginSpec, { kind: 'form' }>['totp'],
  { secrets, vault, now }: LoginTools,
) {
  if (secret === undefined) return undefined;
  return vault.keep(oneTimeCode(vault.reveal(secrets.text(secret)), now()), 'one-time-code');
}

function fill(json: Json, code: string | undefined): Json {
  if (typeof json === 'string') return code === undefined ? json : json.replace('{{totp}}', code);
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item: Json) => fill(item, code));
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, fill(value, code)]));
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return json !== null && typeof json === 'object' && !Array.isArray(json);
}
