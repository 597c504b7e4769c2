import type { Exhibit } from '../../core/finding.ts';
import { broken, undecided, type Decision } from '../../core/verdict.ts';
import { told, type Call } from '../../evidence/response-call.ts';

/** A request that is wrong on purpose, between two ordinary ones. */
export interface Tried {
  readonly operation: string;
  readonly before: { readonly call: Call; readonly works: boolean };
  readonly after: { readonly call: Call; readonly works: boolean };
  readonly variant: string;
  readonly what: string;
  readonly sent: Call;
  readonly again?: Call | undefined;
}

/** Why nothing can be said about the request, or that it brought the product down; undefined when it was answered in order. */
export function decideFailure(tried: Tried): Decision | undefined {
  const { operation, before, after, variant, what, sent, again } = tried;
  if (!before.works)
    return undecided(`an ordinary request does not work to begin with: ${told(before.call)}`);
  if (sent.status === 429) return undecided(`the target slowed us down: ${sent.line}`);
  if (!hasFailed(sent)) {
    return isServed(after)
      ? undefined
      : undecided(`an ordinary request did not work afterwards: ${told(after.call)}`);
  }
  if (again === undefined || !hasFailed(again))
    return undecided(`it failed once and not again: ${told(sent)}`);
  if (!isServed(after)) {
    return undecided(
      `${operation} does not work any more after ${what}; it may have crashed, or the network failed: ${told(after.call)}`,
    );
  }
  return broken({
    where: operation,
    key: variant,
    what: `${operation} ${failure(sent)} on ${what}, twice, while ordinary requests before and after were served: input reaches code that does not expect it.`,
    exhibits: exhibits(
      ['an ordinary request', before.call],
      [what, sent],
      ['once more', again],
      ['an ordinary request afterwards', after.call],
    ),
  });
}

/** A conflict is an answer in order as well: what the first request made is still there (RFC 9110, 15.5.10). */
function isServed({ call, works }: Tried['after']): boolean {
  return works || call.status === 409;
}

function hasFailed({ status }: Call): boolean {
  return status === undefined || status >= 500;
}

function failure({ status }: Call): string {
  return status === undefined ? 'gives no answer' : `fails with ${status}`;
}

export function exhibits(
  ...calls: readonly (readonly [role: string, call: Call | undefined])[]
): readonly Exhibit[] {
  return calls.flatMap(([role, call]) =>
    call === undefined ? [] : [{ exchange: call.exchange, role, marks: [] }],
  );
}
