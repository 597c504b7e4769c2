import { broken, held, undecided, type Decision } from '../../core/verdict.ts';
import { succeeded, told } from '../../evidence/response-call.ts';
import type { HookDelivery, Tried } from '../../evidence/webhook-delivery.ts';

/** What one event says: it did something that it must not, it was refused, or nobody can tell. */
type Outcome = 'acted' | 'refused' | { readonly because: string; readonly add?: string };

const ADD_EFFECT = 'webhooks: { in: [{ effect: GET /api/billing, as: ana, … }] }';

/** Judges events that must have had no effect beside genuine ones that must have had theirs. */
export function decideDeliveries(delivery: HookDelivery, harm: string): Decision {
  const acted = delivery.attempts.filter((one) => one.changed === true);
  const [worst] = acted;
  if (worst !== undefined) return brokenBy(delivery, worst, acted, harm);
  const control = controlProblem(delivery);
  if (control !== undefined) return undecided(control.because, control.add);
  for (const attempt of delivery.attempts) {
    const outcome = outcomeOf(delivery, attempt);
    if (typeof outcome === 'object') return undecided(outcome.because, outcome.add);
  }
  return delivery.attempts.length === 0 ? undecided('no such event was sent') : held;
}

/** Why the genuine events do not show that the address works and that its effect can be seen. */
export function controlProblem({ control, last, effect }: HookDelivery) {
  for (const one of [control, last]) {
    if (!succeeded(one.call))
      return { because: `a genuine event was not taken: ${told(one.call)}`, add: ADD_BODY };
    if (effect === undefined || one.changed === true) continue;
    if (one.changed === undefined)
      return {
        because: `what an event did cannot be read: ${one.seen === undefined ? effect : told(one.seen)}`,
      };
    return {
      because: `a genuine event was taken (${one.call.line}), but ${effect} showed no change`,
      add: ADD_BODY,
    };
  }
  return undefined;
}

const ADD_BODY =
  'webhooks: { in: [{ body: { … }, … }] }  # an event that changes `effect` each time it is accepted; {{id}}, {{text}} and {{tenant}} are filled in';

function outcomeOf({ effect, control }: HookDelivery, { call, changed, says, seen }: Tried): Outcome {
  const { status } = call;
  if (status === undefined || status === 429 || status >= 500)
    return { because: `an event ${says} was neither taken nor refused: ${told(call)}` };
  if (effect !== undefined && changed === undefined)
    return {
      because: `what an event ${says} did cannot be read: ${seen === undefined ? effect : told(seen)}`,
    };
  if (changed === false) return 'refused';
  if (!succeeded(call)) return 'refused';
  return {
    because: `an event ${says} was answered like a genuine one (${control.call.status} and ${status}); whether anything came of it cannot be seen`,
    add: ADD_EFFECT,
  };
}

function brokenBy(
  { operation, effect = '', control }: HookDelivery,
  worst: Tried,
  acted: readonly Tried[],
  harm: string,
): Decision {
  const others = acted.slice(1).map(({ says }) => says);
  const also = others.length === 0 ? '' : ` It also took events ${others.join(', and ')}.`;
  return broken({
    where: operation,
    key: worst.name,
    what: `${operation} acted on an event ${worst.says}: ${effect} was different afterwards. ${harm}${also}`,
    exhibits: [
      { exchange: control.call.exchange, role: 'a genuine event', marks: [] },
      ...acted.map(({ call, says }) => ({ exchange: call.exchange, role: `an event ${says}`, marks: [] })),
      ...(worst.seen === undefined
        ? []
        : [{ exchange: worst.seen.exchange, role: 'what it did', marks: [] }]),
    ],
  });
}
