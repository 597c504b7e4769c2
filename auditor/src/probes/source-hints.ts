import type { LeftOut } from '../core/cell.ts';
import type { Draft } from '../core/evidence.ts';
import { SourceHint, type SourceReading } from '../evidence/source-hint.ts';
import { matchesPattern } from '../intake/pattern.ts';
import { operationFrom } from '../intake/route-list.ts';
import { gathered, type PlanContext, type Probe, type RunnableCell } from '../io/probe.ts';
import { aimAt, aimedHints, pathOf, unlistedRoutes } from '../source/aim.ts';

const KIND = SourceHint.kind;

/** Hands over what reading the repository suggests. Nothing is sent: it was read before the run began. */
export const sourceHints: Probe = {
  id: 'source-hints',
  yields: [KIND],
  plan: (context) => {
    const { source } = context;
    if (source === undefined) return { cells: [], leftOut: [unread(context)] };
    return { cells: [cellFor(context, source)], leftOut: [] };
  },
};

function unread({ target }: PlanContext): LeftOut {
  const because =
    target.repo === undefined
      ? 'the target file names no repository'
      : `the folder ${target.repo} could not be read`;
  return { kind: KIND, what: 'the source', because, add: 'repo: .' };
}

function cellFor(context: PlanContext, source: SourceReading): RunnableCell {
  return {
    id: 'source-hints/repository',
    probe: 'source-hints',
    title: 'which routes of the source do not seem to ask who is calling?',
    identities: [],
    phase: 'passive',
    effect: 'read',
    cost: { requests: 0, tokens: 0, mails: 0 },
    yields: [KIND],
    run: () => Promise.resolve(gathered(...drafts(context, source))),
  };
}

function drafts({ target, operations }: PlanContext, source: SourceReading): readonly Draft[] {
  const { files, routes, actions, unread: closed } = source;
  const aim = aimAt(operations, pathOf(target.api));
  const isExcluded = (id: string) => {
    const read = operationFrom(id);
    return read.ok && target.routes.exclude.some((pattern) => matchesPattern(read.value, pattern));
  };
  const unlisted = unlistedRoutes(routes, aim).filter((route) => !isExcluded(route.id));
  return [
    SourceHint.of({
      about: 'reading',
      files,
      routes: routes.length,
      actions: actions.length,
      unread: closed.length,
      ...(source.cut === undefined ? {} : { cut: source.cut }),
    }),
    ...aimedHints(source.hints, aim).map((one) => SourceHint.of({ about: 'hint', ...one })),
    ...unlisted.map((route) => SourceHint.of({ about: 'unlisted', route })),
    ...actions
      .filter((action) => action.call === undefined)
      .map((action) => SourceHint.of({ about: 'uncalled', action })),
  ];
}
