import type { Exchange } from '../../core/exchange.ts';
import type { LoginSpec } from '../../core/target.ts';
import { fillFields, fillTemplate } from '../../intake/fill-template.ts';
import { loginAs, type Somebody } from '../../intake/login-fields.ts';
import type { Ask, AskBody, Lane } from '../../io/lane.ts';
import { sendWithCsrf } from '../accounts/with-csrf.ts';

/** example.com is reserved and receives no mail (RFC 2606, RFC 7505), and validators accept it, unlike `.test`. */
export function nobody(word: string): Somebody {
  return { email: `${word}@example.com`, name: word, password: `Wrong-${word}-7!` };
}

/** Where a login is sent, as the operation that reports name; undefined when it is not below the API. */
export function loginPath(login: LoginSpec): string | undefined {
  if (login.kind === 'json') return login.post;
  if (login.kind === 'form') return login.submit ?? login.form;
  return login.endpoint.startsWith('/') && login.grant === 'password' ? login.endpoint : undefined;
}

/** The login of an identity with somebody else's name and a wrong password in place of its own; undefined when unclear. */
export function wrongLogin(login: LoginSpec, who: Somebody): AskBody | undefined {
  if (login.kind === 'oauth') {
    const client = login.clientId === undefined ? {} : { client_id: login.clientId };
    return {
      kind: 'form',
      fields: { grant_type: 'password', ...client, username: who.email, password: who.password },
    };
  }
  const theirs = loginAs(login, who);
  if (theirs?.kind === 'json')
    return { kind: 'json', json: fillTemplate(theirs.json.template, { totp: '000000' }) };
  if (theirs?.kind !== 'form') return undefined;
  return { kind: 'form', fields: fillFields(theirs.fields.template, { totp: '000000' }) };
}

/** A login attempt with a fresh CSRF token where the form wants one, so that a stale token is not taken for a limit. */
export function sendLogin(lane: Lane, login: LoginSpec, ask: Ask): Promise<Exchange> {
  return sendWithCsrf(lane, login.kind === 'oauth' ? undefined : login.csrf, ask);
}
