import { answerOf } from '../core/exchange.ts';
import { ServedBundle } from '../evidence/served-file.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type PlanContext, type Probe } from '../io/probe.ts';
import { FRONT_END_REQUESTS, readFrontEnd } from './front-end/read-front-end.ts';

const KIND = ServedBundle.kind;

/** Source maps that are asked for; one is enough to read a product's source. */
const MOST_MAPS = 12;

/** Loads the front end as anybody can, with the source maps beside its scripts: deleting the comment that names them hides nothing. */
export const servedBundle: Probe = {
  id: 'served-bundle',
  yields: [KIND],
  plan: (context) => {
    const { app, api } = context.target;
    if (app === undefined && api === undefined) {
      const because = 'the target file names no app';
      return { cells: [], leftOut: [{ kind: KIND, what: 'the served front end', because, add: ADD_APP }] };
    }
    const cell = {
      id: 'served-bundle/scripts',
      probe: 'served-bundle',
      title: 'do the pages, scripts and source maps of the front end hold a credential?',
      identities: [],
      phase: 'passive',
      effect: 'read',
      cost: { requests: FRONT_END_REQUESTS + MOST_MAPS, tokens: 0, mails: 0 },
      yields: [KIND],
      run: (lane: Lane) => run(lane, context),
    } as const;
    return { cells: [cell], leftOut: [] };
  },
};

async function run(lane: Lane, { target }: PlanContext): Promise<CellResult> {
  const { pages, scripts, cut, because } = await readFrontEnd(lane, target);
  const base = new URL(target.app ?? target.api ?? '').origin;
  const files = scripts.filter(({ name }) => name.startsWith('/') && !name.endsWith('(inline)'));
  const maps = [];
  for (const { name } of files.slice(0, MOST_MAPS)) {
    const path = `${name.replace(/\?.*$/, '')}.map`;
    const exchange = await lane.send({ method: 'GET', path, base, tenant: null, label: 'nobody' });
    const answer = answerOf(exchange);
    if (answer?.status === 200 && isMap(answer.body)) maps.push({ path, exchange: exchange.id });
  }
  return gathered(
    ServedBundle.of({
      pages,
      scripts: scripts.length,
      maps,
      ...(cut === undefined ? {} : { cut }),
      ...(because === undefined ? {} : { because }),
    }),
  );
}

/** Many products answer a page for whatever is not there. A map is an object with `version` and `mappings` (ECMA-426). */
function isMap(body: string): boolean {
  const start = body.slice(0, 4_000);
  return /^\s*(?:\)\]\}'\n?)?\{/.test(start) && /"(?:sources|sections|mappings)"\s*:/.test(start);
}

const ADD_APP = 'app: https://app.example.com';
