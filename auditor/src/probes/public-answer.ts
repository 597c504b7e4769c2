import type { Operation } from '../core/operation.ts';
import { PublicAnswer } from '../evidence/anonymous-call.ts';
import type { Person } from '../evidence/seen.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { modelOf, type Model } from './access/model.ts';
import { owners } from './access/people.ts';
import { see } from './access/see.ts';
import { everythingOf } from './access/words.ts';

const KIND = PublicAnswer.kind;

/** Reads what is declared public and looks for what people keep private. */
export const publicAnswer: Probe = {
  id: 'public-answer',
  yields: [KIND],
  plan: (context) => {
    const model = modelOf(context);
    const publics = model.operations.filter(
      (one) =>
        one.method === 'GET' &&
        one.declared === 'public' &&
        !one.path.includes('{') &&
        !one.parameters.some(({ required }) => required),
    );
    return { cells: publics.map((operation) => cellFor(model, operation)), leftOut: [] };
  },
};

function cellFor(model: Model, operation: Operation): RunnableCell {
  const people = owners(model.target);
  return {
    id: `public-answer/${operation.id}`,
    probe: 'public-answer',
    title: `does ${operation.id} show anyone what somebody keeps private?`,
    operation: operation.id,
    identities: people.map((one) => one.name),
    phase: 'reads',
    effect: 'read',
    cost: { requests: 2 + 4 * people.length, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => run(lane, model, operation, people),
  };
}

async function run(
  lane: Lane,
  model: Model,
  operation: Operation,
  people: readonly Person[],
): Promise<CellResult> {
  const secret = {
    ...model,
    resources: model.resources.filter(
      (one) => one.read?.declared !== 'public' && one.list?.declared !== 'public',
    ),
  };
  const theirs = [];
  for (const person of people) {
    const planted = await everythingOf(lane, secret, person);
    theirs.push({ person, words: planted.flatMap((one) => one.words) });
  }
  const words = theirs.flatMap((one) => one.words);
  const send = () =>
    lane.send({ method: 'GET', path: operation.path, operation: operation.id, label: 'nobody' });
  const answer = see(await send(), words);
  const again = answer.canary ? see(await send(), words) : undefined;
  const leaks = theirs
    .filter((one) => one.words.some((word) => answer.marks.includes(word)))
    .map((one) => one.person);
  return gathered(
    PublicAnswer.of({ operation: operation.id, answer, leaks, ...(again === undefined ? {} : { again }) }),
  );
}
