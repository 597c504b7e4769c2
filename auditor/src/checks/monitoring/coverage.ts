import { defineCheck, flag, gate, row, step } from '../../core/check.ts';
import {
  advice,
  broken,
  decideEach,
  held,
  undecided,
  type Decision,
  type FindingDraft,
} from '../../core/verdict.ts';
import { MonitorCoverage, type MonitorCoverageData, type Watcher } from '../../evidence/monitor-coverage.ts';

export const coverage = defineCheck({
  id: 'monitoring/coverage',
  decides: [row('monitoring'), gate('monitoring'), step('H6'), step('I6'), step('C6'), flag('I-flag-4')],
  title: 'Every route that matters is watched, and somebody is told',
  why: 'A product can be down for everybody who wants to log in while its front page still answers.',
  passes:
    'The configuration of the monitors has one for the front page, the login, API health, the core chat and the webhook, that sees a failure and alerts somebody within the profile’s minutes.',
  sources: [
    { article: 'team-handover', step: 6 },
    { article: 'internal-ops', step: 6 },
    { article: 'first-100-members', step: 6 },
  ],
  needs: { routes: MonitorCoverage },
  judge: ({ routes }) => decideEach(routes, decideRoute),
  fix: {
    minutes: 60,
    deliverable: 'monitoring',
    steps: [
      'Watch the front page, the login, API health, the core chat and each webhook from outside, every minute.',
      'Confirm a failure by a second try after seconds, and send the alert to a channel that somebody reads at night.',
      '`npx launch-ready monitor` does it from any machine; Gatus, Uptime Kuma, Prometheus, UptimeRobot and Better Stack do as well.',
    ],
    kits: ['uptime'],
  },
});

const MINUTE_MS = 60_000;

function decideRoute(data: MonitorCoverageData): Decision {
  const { route, title, paths, watchers, likely, elsewhere, read, unread, alertMinutes } = data;
  const [missed] = unread;
  const seeing = watchers.filter((one) => one.blind === undefined);
  const fails = (key: string, what: string) => broken(draft(data, key, what));
  if (seeing.length === 0) {
    // What could not be read may hold the very monitor that is missed.
    if (missed !== undefined) return undecided(missed);
    if (elsewhere.length > 0)
      return undecided(
        `the monitors watch ${some(elsewhere)} and no host of the product`,
        'network: { allow: [app.example.com] }',
      );
    const [asleep] = watchers;
    if (asleep !== undefined)
      return fails(
        'blind',
        `${named(asleep)} is there for ${title}, but ${asleep.blind}: nobody learns when it is down.`,
      );
    const [near] = likely;
    if (near !== undefined)
      return undecided(
        `no monitor asks ${some(paths)}; ${near} is watched, and the target file does not say whether it stands for ${title}`,
        `monitoring: { routes: { ${route}: [${near}] } }`,
      );
    return fails('unwatched', `No monitor watches ${title} (${some(paths)}). There is ${read.join('; ')}.`);
  }
  const telling = seeing.filter((one) => one.channels.length > 0);
  const [mute] = seeing;
  if (telling.length === 0 && mute !== undefined)
    return fails(
      'mute',
      `${named(mute)} watches ${title} and tells nobody: it has no alert that leads anywhere.`,
    );
  const quickest = telling.toSorted((one, other) => one.noticedAfterMs - other.noticedAfterMs)[0];
  if (quickest === undefined) return held;
  if (quickest.noticedAfterMs > alertMinutes * MINUTE_MS)
    return fails(
      'late',
      `${named(quickest)} may tell of ${title} only ${span(quickest.noticedAfterMs)} after it went down; ${alertMinutes} minutes are the bound.`,
    );
  if (quickest.everyMs <= MINUTE_MS) return held;
  return advice(
    draft(
      data,
      'seldom',
      `${named(quickest)} looks at ${title} every ${span(quickest.everyMs)}; every minute is what the articles ask for.`,
    ),
  );
}

/** Configuration is what is looked at, so there is no exchange to show. */
function draft({ route }: MonitorCoverageData, key: string, what: string): FindingDraft {
  return { where: `monitors: ${route}`, key, what, exhibits: [] };
}

function named({ tool, files, name }: Watcher): string {
  return `${tool}’s monitor “${name}” (${files.join(', ')})`;
}

function span(ms: number): string {
  return ms % MINUTE_MS === 0 ? `${ms / MINUTE_MS} min` : `${Math.round(ms / 1_000)} s`;
}

function some(things: readonly string[]): string {
  const shown = things.slice(0, 3).join(', ');
  return things.length > 3 ? `${shown} and ${things.length - 3} more` : shown;
}
