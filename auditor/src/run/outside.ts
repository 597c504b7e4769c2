import { OUTSIDE_CHECKS } from '../checks/outside.ts';
import type { Evidence } from '../core/evidence.ts';
import type { Exchange } from '../core/exchange.ts';
import type { Judged } from '../core/scorecard.ts';
import type { Target } from '../core/target.ts';
import { gather, judge, planAudit, type Answered } from '../engine.ts';
import { FILES, newSeed, openLiveRun } from '../io/live-run.ts';
import { readTape } from '../io/tape.ts';
import { temporaryRun } from '../io/temporary-run.ts';
import { frontPage } from '../probes/front-page.ts';
import { hostRecords } from '../probes/host-records.ts';
import { mailDomain } from '../probes/mail-domain.ts';
import { stagingHost } from '../probes/staging-host.ts';
import { tlsHost } from '../probes/tls-host.ts';
import { webStart } from '../probes/web-start.ts';
import { PROFILES } from '../profiles/index.ts';
import { findSecretsIn } from '../secrets/find-secrets.ts';
import { maskSecret } from '../secrets/mask.ts';

interface OutsideRequest {
  readonly target: Target;
  readonly version: string;
  /** PEM of an authority to trust besides the usual ones. */
  readonly ca?: string;
  readonly signal: AbortSignal;
}

/** What was seen from outside, judged. */
export interface OutsideLook {
  readonly judged: readonly Judged[];
  readonly evidence: readonly Evidence<unknown>[];
  readonly exchanges: ReadonlyMap<string, Exchange>;
  readonly requests: number;
  readonly milliseconds: number;
  readonly startedAt: string;
}

/** Everything here only looks: nothing is sent that a visitor, a mail server or a resolver does not send. */
const PARTS = {
  checks: OUTSIDE_CHECKS,
  probes: [mailDomain, hostRecords, tlsHost, webStart, frontPage, stagingHost],
  observers: [],
};

/** Looks at a product from outside, with the same probes and judgements as an audit. Keeps nothing on disk. */
export async function lookOutside({ target, version, ca, signal }: OutsideRequest): Promise<OutsideLook> {
  const started = performance.now();
  const startedAt = new Date().toISOString();
  const [profile] = PROFILES;
  if (profile === undefined) throw new Error('there is no profile');
  const planned = planAudit(PARTS, {
    target,
    operations: [],
    texts: {},
    profile: profile.id,
    thresholds: profile.thresholds,
    only: [],
  });
  using run = temporaryRun();
  const live = openLiveRun({
    target,
    env: {},
    directory: run.directory,
    seed: newSeed(),
    prefix: '',
    observers: [],
    version,
    keyFile: '',
    targetFile: '',
    ...(ca === undefined ? {} : { ca }),
  });
  const stop = () => live.stop();
  signal.addEventListener('abort', stop);
  const answered: Answered[] = [];
  try {
    await gather({
      cells: planned.cells,
      world: live.world,
      concurrency: planned.cells.length,
      modelTokens: 0,
      mails: 0,
      stopped: () => signal.aborted,
      onPhase: () => Promise.resolve(),
      onStart: () => undefined,
      onAnswer: (one) => void answered.push(one),
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await live.close();
  }
  const tape = readTape(run.directory.readLines(FILES.tape));
  return {
    judged: judge({ planned, answered, observed: [], absent: target.absent }),
    evidence: answered.flatMap(({ cell, result }) =>
      result.kind === 'evidence'
        ? result.drafts.map(({ kind, data }): Evidence<unknown> => ({ kind, data, cell, origin: 'observed' }))
        : [],
    ),
    exchanges: new Map([...tape.exchanges].map(([id, { exchange }]) => [id, withoutKeys(exchange)])),
    requests: live.requests(),
    milliseconds: Math.round(performance.now() - started),
    startedAt,
  };
}

/** A report is there to be passed on: the keys in what a page was seen to hold are not. */
function withoutKeys(exchange: Exchange): Exchange {
  const { outcome } = exchange;
  if (outcome.kind !== 'answer') return exchange;
  const body = findSecretsIn(outcome.body)
    .filter(({ rule }) => rule.exposure !== 'public')
    .reduce((text, match) => text.replaceAll(match.value, maskSecret(match)), outcome.body);
  return { ...exchange, outcome: { ...outcome, body } };
}
