import { PublicAnswer } from '../evidence/anonymous-call.ts';
import { FRONT_END_REQUESTS, readFrontEnd } from './front-end/read-front-end.ts';
import { endpointsIn } from './front-end/unlisted.ts';
import { likelyEffects } from '../intake/effects.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type PlanContext, type Probe } from '../io/probe.ts';
import { modelOf } from './access/model.ts';
import { owners } from './access/people.ts';
import { PLANTING } from './access/plant.ts';
import { see } from './access/see.ts';
import { everythingOf } from './access/words.ts';

const KIND = PublicAnswer.kind;

/** Addresses that are asked; more are told as advice. */
const MOST = 20;

/**
 * Asks as nobody what the front end reads and no list names, and looks for what people keep private. Only what leaks is
 * evidence: an address that nobody listed may be meant to be open.
 */
export const unlistedAnswer: Probe = {
  id: 'unlisted-answer',
  yields: [KIND],
  plan: (context) => {
    const { target } = context;
    const people = owners(target);
    // A product that is nothing but a hosted backend serves no front end to read.
    const isServed = (target.app ?? target.api) !== undefined;
    if (people.length === 0 || !isServed) return { cells: [], leftOut: [] };
    const cell = {
      id: 'unlisted-answer/scripts',
      probe: 'unlisted-answer',
      title: 'does an address that only the scripts name show anyone what somebody keeps private?',
      identities: people.map((one) => one.name),
      phase: 'reads',
      effect: 'write',
      cost: { requests: FRONT_END_REQUESTS + 2 * MOST + PLANTING * people.length, tokens: 0, mails: 0 },
      yields: [KIND],
      extra: true,
      run: (lane: Lane) => run(lane, context),
    } as const;
    return { cells: [cell], leftOut: [] };
  },
};

async function run(lane: Lane, context: PlanContext): Promise<CellResult> {
  const { target } = context;
  const { unlisted } = endpointsIn(await readFrontEnd(lane, target), context);
  const paths = [...new Set(unlisted.filter((one) => isSafe(one)).map((one) => one.path))].slice(0, MOST);
  if (paths.length === 0) return gathered();
  const model = modelOf(context);
  const theirs = [];
  for (const person of owners(target)) {
    const planted = await everythingOf(lane, model, person);
    theirs.push({ person, words: planted.flatMap((one) => one.words) });
  }
  const words = theirs.flatMap((one) => one.words);
  const origin = new URL(target.app ?? target.api ?? '').origin;
  const drafts = [];
  for (const path of paths) {
    const send = () => lane.send({ method: 'GET', path, base: origin, tenant: null, label: 'nobody' });
    const answer = see(await send(), words);
    if (!answer.canary) continue;
    const leaks = theirs.filter((one) => one.words.some((word) => answer.marks.includes(word)));
    drafts.push(
      PublicAnswer.of({
        operation: `GET ${path}`,
        answer,
        again: see(await send(), words),
        leaks: leaks.map((one) => one.person),
        unlisted: true,
      }),
    );
  }
  return gathered(...drafts);
}

/** A plain read, by what its call says and by what its words say that it does. */
function isSafe({ method = 'GET', path }: { readonly method?: string; readonly path: string }): boolean {
  const { destructive, costly, mails } = likelyEffects({ method: 'POST', path });
  return method === 'GET' && !path.includes('{') && !destructive && !costly && !mails;
}
