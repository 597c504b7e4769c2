import { answerOf, type Exchange } from '../core/exchange.ts';
import { InputUnknownFields, type InputUnknownFieldsData } from '../evidence/input-try.ts';
import { callOf } from '../evidence/response-call.ts';
import type { Lane } from '../io/lane.ts';
import { gathered } from '../io/probe.ts';
import { parseJson } from './access/see.ts';
import type { Entrance } from './input/entrance.ts';
import { inputProbe } from './input/input-probe.ts';
import {
  fieldsBeside,
  messageFields,
  recordFields,
  storedOf,
  withFields,
  type Smuggled,
} from './input/smuggled.ts';
import { ordinary, tryBody } from './input/try-input.ts';

/** An ordinary request and a look at it, two variants with a look each, once more, and an ordinary one. */
const REQUESTS = 9;

/** Sends fields that the route does not have, and reads the object again: does the product show them as its own? */
export const inputUnknownFields = inputProbe({
  id: 'input-unknown-fields',
  kind: InputUnknownFields.kind,
  what: 'unknown fields',
  title: (operation) => `does ${operation} keep fields that it does not know?`,
  requests: REQUESTS,
  tokens: 2_000,
  ask: async (lane, door, entrance) => {
    const text = (word: string) => `Hello ${word}`;
    const plainWord = lane.canary();
    const plain = await door.send({ kind: 'json', json: door.body(text(plainWord)) }, 'ordinarily');
    const before = { call: callOf(plain), works: door.works(plain) };
    const usual = fieldsOf(await door.look(plain), plainWord);
    const tries: Omit<InputUnknownFieldsData, 'after' | 'before' | 'operation' | 'identity'>[] = [];
    for (const { variant, what, fields } of variantsOf(lane, entrance)) {
      const word = lane.canary();
      const json = withFields(door.body(text(word)), word, fields, entrance.known);
      const { exchange, ...calls } = await tryBody(door, { kind: 'json', json }, what);
      const look = await door.look(exchange);
      const shown = fieldsOf(look, word);
      tries.push({
        variant,
        what,
        ...calls,
        taken: door.works(exchange),
        visible: shown !== undefined && usual !== undefined,
        stored: shown === undefined || usual === undefined ? [] : [...storedOf(shown, usual, fields)],
        ...(look === undefined ? {} : { look: callOf(look) }),
      });
    }
    const after = await ordinary(door);
    const { operation, identity } = entrance;
    return gathered(
      ...tries.map((one) => InputUnknownFields.of({ operation, identity, before, after, ...one })),
    );
  },
});

interface Variant {
  readonly variant: string;
  readonly what: string;
  readonly fields: Smuggled;
}

function variantsOf(lane: Lane, { isChat }: Entrance): readonly Variant[] {
  if (!isChat)
    return [{ variant: 'metadata', what: 'with metadata of its own', fields: recordFields(lane.word()) }];
  return (['system', 'assistant'] as const).map((role) => ({
    variant: `role-${role}`,
    what: `as the ${role}`,
    fields: messageFields(role, lane.word()),
  }));
}

function fieldsOf(look: Exchange | undefined, word: string): ReadonlyMap<string, string> | undefined {
  const answer = look === undefined ? undefined : answerOf(look);
  return answer === undefined ? undefined : fieldsBeside(parseJson(answer.body), word);
}
