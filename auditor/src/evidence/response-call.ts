import * as z from 'zod';
import { describeExchange, type Exchange } from '../core/exchange.ts';

/** One exchange as far as a decision needs it: which, in words, and with which status, or why there is none. */
export const CallSchema = z.object({
  exchange: z.string(),
  /** `POST /api/login as anonymous → 401`. */
  line: z.string(),
  status: z.number().int().optional(),
  /** Why no answer came. */
  because: z.string().optional(),
});

export type Call = z.infer<typeof CallSchema>;

export function callOf(exchange: Exchange): Call {
  const { id, outcome } = exchange;
  const line = describeExchange(exchange);
  if (outcome.kind === 'answer') return { exchange: id, line, status: outcome.status };
  return { exchange: id, line, because: outcome.message };
}

/** True for an answer in the two hundreds. */
export function succeeded({ status }: Call): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

/** The call and, when no answer came, the reason. */
export function told({ line, because }: Call): string {
  return because === undefined ? line : `${line}: ${because}`;
}
