import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Json } from '../../core/operation.ts';
import { hiddenField, type CsrfSpec } from '../../io/csrf.ts';
import { readJsonAt } from '../../io/json-at.ts';
import type { Ask, AskBody, Lane } from '../../io/lane.ts';
import { cookiesSet } from '../../io/material.ts';

/**
 * Sends a request with a fresh CSRF token where its form wants one, so that a stale token is not taken for something else. A
 * visitor keeps the cookies that the page has set; somebody who is signed in has their own.
 */
export async function sendWithCsrf(lane: Lane, csrf: CsrfSpec, ask: Ask): Promise<Exchange> {
  if (csrf === undefined) return lane.send(ask);
  const { as, base, label } = ask;
  const page = await lane.send({
    method: 'GET',
    path: csrf.get,
    ...(as === undefined ? {} : { as }),
    ...(base === undefined ? {} : { base }),
    ...(label === undefined ? {} : { label }),
  });
  const answer = answerOf(page);
  const text = answer?.body ?? '';
  const token = csrf.from === 'html' ? hiddenField(text, csrf.field) : readJsonAt(text, csrf.from);
  const cookies = as === undefined ? Object.entries(cookiesSet(answer?.headers['set-cookie'])) : [];
  const headers = {
    ...ask.headers,
    ...(cookies.length === 0 ? {} : { cookie: cookies.map((pair) => pair.join('=')).join('; ') }),
    ...(csrf.header === undefined || token === undefined ? {} : { [csrf.header.toLowerCase()]: token }),
  };
  const isField = csrf.header === undefined && token !== undefined && ask.body !== undefined;
  return lane.send({
    ...ask,
    headers,
    ...(isField ? { body: withField(ask.body, csrf.field, token) } : {}),
  });
}

function withField(body: AskBody, field: string, token: string): AskBody {
  if (body.kind === 'form') return { ...body, fields: { ...body.fields, [field]: token } };
  if (body.kind !== 'json' || !isObject(body.json)) return body;
  return { kind: 'json', json: { ...body.json, [field]: token } };
}

function isObject(json: Json): json is { readonly [key: string]: Json } {
  return json !== null && typeof json === 'object' && !Array.isArray(json);
}
