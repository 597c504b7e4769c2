import type { Operation } from '../core/operation.ts';
import { ObjectRead } from '../evidence/object-read.ts';
import { gathered, unanswered, type Probe, type RunnableCell } from '../io/probe.ts';
import { foreignFields, type ForeignField } from './access/foreign-fields.ts';
import { modelOf, routeOf, type Model } from './access/model.ts';
import { oncePerVictim, pairsOn } from './access/pairs.ts';
import type { Pair } from './access/people.ts';
import { NAMING_TRY, tryNaming } from './access/try-naming.ts';
import { isPlantable } from './access/words.ts';

const KIND = ObjectRead.kind;

/** The most writes that are tried; each takes a few objects of both sides. */
const MOST = 12;
/** Tokens of the questions that may be put to the bot. */
const TOKENS = 8_000;

/** Names one person's object in something of another's own, and looks whether its words show there. */
export const objectNaming: Probe = {
  id: 'object-naming',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const writes = model.operations.flatMap((operation) =>
      takesIn(model, operation) ? foreignFields(model, operation).map((field) => ({ operation, field })) : [],
    );
    const cells = writes
      .filter(({ field }) => isPlantable(field.resource, model))
      .slice(0, MOST)
      .flatMap(({ operation, field }) =>
        oncePerVictim(pairsOn(model, operation, { privateOnly: true }))
          .filter((one) => one.relation === 'other-tenant')
          .map((pair) => cellFor(model, operation, field, pair)),
      );
    return { cells, leftOut: [] };
  },
};

/** A write whose own place can be made; what sends mail, costs or removes is no place to try it. */
function takesIn(model: Model, operation: Operation): boolean {
  const { method, destructive, costly, mails, declared } = operation;
  const { objects, unknown } = routeOf(model, operation);
  const writes = method === 'POST' || method === 'PUT' || method === 'PATCH';
  return (
    writes &&
    !destructive &&
    !costly &&
    !mails &&
    declared !== 'public' &&
    unknown.length === 0 &&
    objects.every(({ resource }) => isPlantable(resource, model))
  );
}

function cellFor(model: Model, operation: Operation, field: ForeignField, pair: Pair): RunnableCell {
  const { victim, attacker } = pair;
  return {
    id: `object-naming/${operation.id}/${field.name}/${attacker.name}>${victim.name}`,
    probe: 'object-naming',
    title: `can ${attacker.name} see ${victim.name}'s ${field.resource.name} by naming it in ${operation.id}?`,
    operation: operation.id,
    identities: [victim.name, attacker.name],
    phase: 'writes',
    effect: 'write',
    cost: { requests: NAMING_TRY, tokens: model.target.chat === undefined ? 0 : TOKENS, mails: 0 },
    yields: [KIND],
    run: async (lane) => {
      const tried = await tryNaming({ lane, model, operation, field, ...pair });
      return tried.kind === 'failed'
        ? unanswered(tried.because, tried.add)
        : gathered(ObjectRead.of(tried.attempt));
    },
  };
}
