import type { Json } from '../core/operation.ts';
import type { Backends, HostedAccount } from '../core/target/backends.ts';
import type { SendLogin } from './csrf.ts';
import { readJsonAt } from './json-at.ts';
import type { Ask } from './lane.ts';
import { accepted, excerpt, keep, type Attempt } from './login-answer.ts';
import { bearing } from './material.ts';
import type { Secrets } from './secrets.ts';
import type { Vault } from './vault.ts';

interface HostedTools {
  readonly send: SendLogin;
  readonly backends: Backends;
  readonly now: () => number;
  readonly vault: Vault;
  readonly secrets: Secrets;
}

/** Logs in with e-mail address and password at a hosted backend, as its own library does in the browser. */
export async function withHosted(
  name: string,
  account: HostedAccount,
  extra: Record<string, string>,
  { send, backends, now, vault, secrets }: HostedTools,
): Promise<Attempt> {
  const password = secrets.text(account.password);
  const place = placeOf(backends, account, password);
  if (place === undefined) {
    const because = `${name} logs in at ${account.backend}, which the file does not name under backends`;
    return { kind: 'out', trouble: false, because };
  }
  const exchange = await send({ method: 'POST', tenant: null, ...place.ask }, {});
  const answer = accepted(exchange, now());
  if (answer.kind === 'out') return answer;
  const token = readJsonAt(answer.answer.body, place.token);
  const user = readJsonAt(answer.answer.body, place.user);
  if (token === undefined || user === undefined) {
    const because = `the login's answer has no ${token === undefined ? place.token : place.user}: ${excerpt(answer.answer)}`;
    return { kind: 'out', trouble: false, because };
  }
  const material = bearing({ headers: extra, cookies: {} }, keep(token, `${name}-token`, vault));
  return { kind: 'in', material: { ...material, user } };
}

interface Place {
  readonly ask: Pick<Ask, 'base' | 'path' | 'body'>;
  readonly token: string;
  readonly user: string;
}

/** GoTrue's password grant; Identity Platform's `accounts:signInWithPassword`. */
function placeOf(
  { supabase, firebase }: Backends,
  { backend, email }: HostedAccount,
  password: string,
): Place | undefined {
  const body = (json: Json) => ({ kind: 'json', json }) as const;
  if (backend === 'supabase') {
    if (supabase === undefined) return undefined;
    const path = '/auth/v1/token?grant_type=password';
    const ask = { base: supabase.url, path, body: body({ email, password }) };
    return { ask, token: '$.access_token', user: '$.user.id' };
  }
  if (firebase === undefined) return undefined;
  const path = `/v1/accounts:signInWithPassword?key=${encodeURIComponent(firebase.apiKey)}`;
  const ask = {
    base: firebase.addresses.auth,
    path,
    body: body({ email, password, returnSecureToken: true }),
  };
  return { ask, token: '$.idToken', user: '$.localId' };
}
