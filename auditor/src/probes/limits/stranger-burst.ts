import type { Probe, RunnableCell } from '../../io/probe.ts';
import { BESIDE_REQUESTS } from './beside.ts';

/** The articles' generous end: "even 20 to 50 rapid requests should show whether controls exist". */
export const MOST = 50;

/** What has to stand in the file before anything may send mail. */
export const SINK = 'mail: { sink: smtp://127.0.0.1:2525 }';

interface StrangerBurst extends Pick<RunnableCell, 'probe' | 'operation' | 'yields' | 'run'> {
  /** `makes accounts`. */
  readonly script: string;
  readonly requests: number;
  readonly mails: number;
}

/** The cell of a burst for which nobody has to be logged in. */
export function strangerBurst({ script, requests, mails, ...cell }: StrangerBurst): RunnableCell {
  const { probe, operation } = cell;
  return {
    ...cell,
    id: `${probe}/${operation}`,
    title: `does ${operation} stop a script that ${script}?`,
    identities: [],
    phase: 'bursts',
    effect: 'burst',
    cost: { requests: requests + BESIDE_REQUESTS, tokens: 0, mails },
  };
}

/** A plan without a burst, and why. */
export function withoutBurst(
  kind: string,
  what: string,
  because: string,
  add: string,
): ReturnType<Probe['plan']> {
  return { cells: [], leftOut: [{ kind, what, because, add }] };
}
