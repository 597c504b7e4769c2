import type { Json } from '../../core/operation.ts';
import type { AskBody } from '../../io/lane.ts';
import type { AccountRequest, sendAccount } from './request.ts';

type Send = Parameters<typeof sendAccount>[2];

/** Something that is sent where the token of a mail belongs. */
export interface TokenVariant {
  readonly variant: string;
  readonly send: Pick<Send, 'values' | 'change'>;
  /** For a second try, where the first one uses something up. */
  readonly renew?: () => Promise<Pick<Send, 'values' | 'change'> | undefined>;
}

/** A value that nobody chooses: what holds it is taken out of the body. */
const TAKE_OUT = 'take-this-out-of-the-body';

/** What a careless comparison takes for a token: nothing, in every spelling (CWE-640). */
export function emptyTokens({ fields }: AccountRequest): readonly TokenVariant[] {
  const as = (variant: string, token: Json): TokenVariant => ({
    variant,
    send: { values: { token, code: token } },
  });
  const missing: TokenVariant = {
    variant: 'no token at all',
    send: { values: { token: TAKE_OUT, code: TAKE_OUT }, change: withoutMarked },
  };
  const texts = [as('an empty token', ''), as('the text "null"', 'null'), missing];
  if (fields !== undefined) return texts;
  return [as('null for a token', null), as('an empty list for a token', []), ...texts];
}

function withoutMarked(body: AskBody): AskBody {
  if (body.kind === 'form') {
    const kept = Object.entries(body.fields).filter(([, value]) => !value.includes(TAKE_OUT));
    return { ...body, fields: Object.fromEntries(kept) };
  }
  return body.kind === 'json' ? { ...body, json: pruned(body.json) } : body;
}

function pruned(json: Json): Json {
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item: Json) => pruned(item));
  const kept = Object.entries(json).filter(([, value]) => value !== TAKE_OUT);
  return Object.fromEntries(kept.map(([key, value]) => [key, pruned(value)]));
}

/** Whether a body names the account beside the token. */
export function namesAccount({ json, fields }: AccountRequest): boolean {
  return JSON.stringify(fields?.template ?? json.template).includes('{{email}}');
}
