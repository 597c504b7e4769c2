import { InputMalformed } from '../evidence/input-try.ts';
import { gathered } from '../io/probe.ts';
import { inputProbe } from './input/input-probe.ts';
import { malformedBodies } from './input/malformed-bodies.ts';
import { ordinary, tryBody } from './input/try-input.ts';

/** Broken bodies, an ordinary one before and after, and each once more where it failed. */
const REQUESTS = 16;

/** Sends bodies that no product should have to bear, and looks whether it stands. */
export const inputMalformed = inputProbe({
  id: 'input-malformed',
  kind: InputMalformed.kind,
  what: 'malformed input',
  title: (operation) => `does ${operation} refuse malformed input in order?`,
  requests: REQUESTS,
  tokens: 3_000,
  ask: async (_lane, door, { operation, identity }) => {
    const before = await ordinary(door);
    const tries = [];
    for (const { variant, what, body } of malformedBodies(door.body)) {
      const { exchange, ...calls } = await tryBody(door, body, what);
      tries.push({ variant, what, ...calls, ordinary: door.works(exchange) });
    }
    const after = await ordinary(door);
    return gathered(...tries.map((one) => InputMalformed.of({ operation, identity, before, after, ...one })));
  },
});
