import type { Exchange } from '../../core/exchange.ts';
import type { Json } from '../../core/operation.ts';
import type { Target } from '../../core/target.ts';
import { fillFields, fillTemplate } from '../../intake/fill-template.ts';
import type { Ask, AskBody, Credential, Lane } from '../../io/lane.ts';
import { sendWithCsrf } from './with-csrf.ts';

/** A request that the target file describes for accounts: sign-up, reset, change of a password. */
export type AccountRequest = NonNullable<NonNullable<Target['password']>['change']>;

/** Requests that one of these takes at most: a page with a CSRF token, and itself. */
export const ACCOUNT_REQUESTS = 2;

interface Send {
  readonly as?: string | Credential;
  readonly secretsOf?: string | Credential;
  readonly label?: string;
  /** What goes into the body, by placeholder; secrets are io's to fill in. */
  readonly values?: { readonly [name: string]: Json };
  /** Changes the body after it was filled. */
  readonly change?: (body: AskBody) => AskBody;
}

/** The request without a CSRF token, as it can be written down for later. */
export function accountAsk(
  { post, json, fields }: AccountRequest,
  values: { readonly [name: string]: Json } = {},
): Pick<Ask, 'method' | 'path' | 'operation'> & { readonly body: AskBody } {
  const body: AskBody =
    fields === undefined
      ? { kind: 'json', json: fillTemplate(json.template, values) }
      : { kind: 'form', fields: fillFields(fields.template, textsOf(values)) };
  return { method: 'POST', path: post, operation: `POST ${post}`, body };
}

/** Sends it, with a fresh CSRF token where the form wants one. */
export async function sendAccount(
  lane: Lane,
  spec: AccountRequest,
  { as, secretsOf, label, values, change = (body) => body }: Send,
): Promise<Exchange> {
  const { body, ...ask } = accountAsk(spec, values);
  return sendWithCsrf(lane, spec.csrf, {
    ...ask,
    body: change(body),
    ...(as === undefined ? {} : { as }),
    ...(secretsOf === undefined ? {} : { secretsOf }),
    ...(label === undefined ? {} : { label }),
  });
}

function textsOf(values: { readonly [name: string]: Json }): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
