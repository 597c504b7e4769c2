import { FrontEnd } from '../evidence/front-end.ts';
import { findBackends } from '../intake/hosted/find.ts';
import { untestedIn } from '../intake/hosted/untested.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type PlanContext, type Probe } from '../io/probe.ts';
import { FRONT_END_REQUESTS, readFrontEnd } from './front-end/read-front-end.ts';
import { endpointsIn } from './front-end/unlisted.ts';

const KIND = FrontEnd.kind;

/** Reads the app's pages and scripts for addresses of its interface that no list names. */
export const frontEnd: Probe = {
  id: 'front-end',
  yields: [KIND],
  plan: (context) => {
    const { app, api } = context.target;
    if (app === undefined && api === undefined) {
      const because = 'the target file names no app';
      return { cells: [], leftOut: [{ kind: KIND, what: 'the front end', because, add: ADD_APP }] };
    }
    const cell = {
      id: 'front-end/scripts',
      probe: 'front-end',
      title: 'which addresses do the scripts of the front end name that no list names?',
      identities: [],
      phase: 'passive',
      effect: 'read',
      cost: { requests: FRONT_END_REQUESTS, tokens: 0, mails: 0 },
      yields: [KIND],
      run: (lane: Lane) => run(lane, context),
    } as const;
    return { cells: [cell], leftOut: [] };
  },
};

async function run(lane: Lane, context: PlanContext): Promise<CellResult> {
  const read = await readFrontEnd(lane, context.target);
  const { found, unlisted } = endpointsIn(read, context);
  const { pages, scripts, cut, because } = read;
  const backends = untestedIn(context.target, findBackends(scripts)).map(({ project, what, script }) => ({
    project,
    what: [...what],
    exchange: scripts.find(({ name }) => name === script)?.exchange ?? '',
  }));
  return gathered(
    FrontEnd.of({
      pages,
      scripts: scripts.length,
      found,
      unlisted: [...unlisted],
      ...(backends.length === 0 ? {} : { backends }),
      ...(cut === undefined ? {} : { cut }),
      ...(because === undefined ? {} : { because }),
    }),
  );
}

const ADD_APP = 'app: https://app.example.com';
