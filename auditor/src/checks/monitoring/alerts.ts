import { defineCheck, flag, gate, row, step } from '../../core/check.ts';
import type { Gathered } from '../../core/evidence.ts';
import {
  advice,
  broken,
  decideEach,
  held,
  undecided,
  verdict,
  type Decision,
  type Verdict,
} from '../../core/verdict.ts';
import type { DrillRecord } from '../../core/watch/drill-record.ts';
import { AlertDrill, type AlertDrillData } from '../../evidence/alert-drill.ts';
import { Attested, type Attestation } from '../../evidence/attestation.ts';
import { judgeWord } from '../attested.ts';

export const alerts = defineCheck({
  id: 'monitoring/alerts',
  decides: [row('monitoring'), gate('monitoring'), step('H6'), step('I6'), step('C6'), flag('I-flag-4')],
  title: 'An alert really arrives, in time',
  why: 'An alert that lands in spam, or at a webhook that was closed last month, is silence; it shows on the day that it is needed.',
  passes:
    'A drill of these very settings, not older than its days, broke a stand-in, and the alert was read where real ones go within the profile’s minutes; or somebody answers for an alert of another tool that reached a person in that time.',
  sources: [
    { article: 'team-handover', step: 6 },
    { article: 'internal-ops', step: 6 },
    { article: 'first-100-members', step: 6 },
  ],
  needs: { drills: AlertDrill, said: Attested['alerts-tried'] },
  judge: ({ drills, said }) => judge(drills, said),
  fix: {
    minutes: 30,
    deliverable: 'monitoring',
    steps: [
      'Give the monitor a channel that somebody sees within minutes, also at night: monitoring.alerts of the target file, or the alerting section of your own tool.',
      'Run `npx launch-ready monitor drill`: it breaks a stand-in, follows the alert to where it is read and writes the record.',
      'Name the record under monitoring.drill, and drill again when the settings or the channel change.',
    ],
  },
});

const RUN = 'Run `npx launch-ready monitor drill`';
const ADD = 'monitoring: { drill: { record: ./monitor-drill.json } }';
const MINUTE_MS = 60_000;
/** "Alert within 5 minutes of failure" (marketplace products), where no drill says what its profile asks. */
const ALERT_MINUTES = 5;

/** What was seen comes first, good or bad; a word fills in where nothing was. */
function judge(drills: Gathered<AlertDrillData>, said: Gathered<Attestation>): Verdict {
  const seen = decideEach(drills, decide);
  if (seen.status !== 'unproven' || said.evidence.length === 0) return seen;
  const bound = drills.evidence[0]?.data.alertMinutes ?? ALERT_MINUTES;
  const word = judgeWord(said, (one) => decideWord(one, bound));
  if (word.decided > 0) return word;
  return verdict({ ...seen, undecided: [...seen.undecided, ...word.undecided] });
}

function decideWord({ by, on, figures }: Attestation, bound: number): Decision {
  const { minutes } = figures ?? {};
  if (minutes === undefined || minutes <= bound) return held;
  return broken({
    where: 'attested.alerts-tried',
    key: 'late',
    what: `The alert that ${by} provoked on ${on} reached a person after ${minutes} minutes; ${bound} are the bound.`,
    exhibits: [],
  });
}

function decide(data: AlertDrillData): Decision {
  const { monitors, channels, drill, drillable } = data;
  if (channels.length === 0)
    return broken({
      where: 'alerts',
      key: 'no-channel',
      what: `${monitors.join(' and ')} ${monitors.length === 1 ? 'watches' : 'watch'} the product, and no failure is told to anybody: there is no channel.`,
      exhibits: [],
    });
  if (drill === undefined) {
    const how = drillable
      ? RUN
      : 'Provoke one and attest when it reached a person (attested: { alerts-tried: … }), or let `npx launch-ready monitor` watch as well and drill that';
    return undecided(`nobody has seen an alert of ${monitors.join(' or ')} arrive. ${how}`, ADD);
  }
  if (drill.kind === 'unread') return undecided(`${drill.file}: ${drill.because}. ${RUN} again`);
  return decideRecord(drill, data.alertMinutes);
}

type ReadDrill = Extract<NonNullable<AlertDrillData['drill']>, { kind: 'read' }>;

function decideRecord(
  { record, ageDays, maxAgeDays, sameConfig, file }: ReadDrill,
  alertMinutes: number,
): Decision {
  if (!sameConfig)
    return undecided(`what is watched or who is told has changed since the drill of ${file}. ${RUN} again`);
  if (ageDays < 0) return undecided(`${file} is dated in the future`);
  if (ageDays > maxAgeDays)
    return undecided(
      `the drill of ${file} is ${Math.floor(ageDays)} days old; it counts for ${maxAgeDays}. ${RUN} again`,
    );
  const lost = record.channels.filter((one) => one.proof === 'none');
  const fails = (key: string, what: string) => broken({ where: 'alerts', key, what, exhibits: [] });
  if (lost.length > 0 || record.channels.length === 0) return fails('lost', lostWords(record, file));
  const proven = record.channels.filter((one) => one.proof === 'read' || one.proof === 'typed');
  const declared = proven.filter((one) => one.via === 'declared');
  if (declared.length === 0) {
    const because =
      proven.length > 0
        ? `the drill of ${file} sent its alert to a sink of its own; whether it reaches you is open. ${RUN} without --local-sinks`
        : `the alert of ${file} was taken by the other side, and nobody confirmed that it was read. ${RUN} in a terminal and type its code`;
    return undecided(because);
  }
  const fastestMs = Math.min(...declared.map((one) => one.afterMs ?? Infinity)) + record.shortenedMs;
  if (fastestMs > alertMinutes * MINUTE_MS)
    return fails(
      'late',
      `In the drill of ${file} the alert takes ${Math.round(fastestMs / 1_000)} s from the failure to where it is read; ${alertMinutes} minutes are the bound.`,
    );
  return decideRest(record, file);
}

function lostWords({ channels }: DrillRecord, file: string): string {
  const lost = channels.filter((one) => one.proof === 'none');
  const how = lost.map(({ channel, because }) =>
    because === undefined ? channel : `${channel}: ${because}`,
  );
  const what = how.length === 0 ? 'nobody was told' : how.join('; ');
  return `In the drill of ${file} a stand-in was broken and the alert did not arrive (${what}).`;
}

function decideRest({ channels, recovered }: DrillRecord, file: string): Decision {
  const taken = channels.filter((one) => one.proof === 'accepted').map((one) => one.channel);
  const silent = channels.map((one) => one.channel).filter((one) => !recovered.includes(one));
  const words = [
    ...(taken.length === 0 ? [] : [`nobody confirmed that the alert by ${taken.join(' and ')} was read`]),
    ...(silent.length === 0 ? [] : [`${silent.join(' and ')} was not told that all is well again`]),
  ];
  if (words.length === 0) return held;
  return advice({
    where: 'alerts',
    key: 'half',
    what: `In the drill of ${file}, ${words.join(', and ')}.`,
    exhibits: [],
  });
}
