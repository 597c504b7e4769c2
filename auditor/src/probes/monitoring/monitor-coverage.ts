import type { Monitor, MonitorReading } from '../../core/monitors.ts';
import { MonitorCoverage, type MonitorCoverageData } from '../../evidence/monitor-coverage.ts';
import { isParam, segmentsOf } from '../../intake/path-template.ts';
import { gathered, unanswered, type PlanContext, type Probe, type RunnableCell } from '../../io/probe.ts';
import { coreRoutes, type Core } from './core-routes.ts';

const KIND = MonitorCoverage.kind;

/** Lays the configuration of the product's monitors beside the routes that matter. Nothing is sent. */
export const monitorCoverage: Probe = {
  id: 'monitor-coverage',
  yields: [KIND],
  plan: (context) => {
    const { monitors } = context;
    if (monitors === undefined || (monitors.read.length === 0 && monitors.unread.length === 0))
      return { cells: [], leftOut: [NO_MONITORS] };
    return { cells: coreRoutes(context).map((core) => cellFor(context, monitors, core)), leftOut: [] };
  },
};

const NO_MONITORS = {
  kind: KIND,
  what: 'monitors',
  because: 'the target file names no configuration of a monitor',
  add: 'monitoring: { configs: [./gatus.yaml] }',
};

function cellFor({ thresholds }: PlanContext, monitors: MonitorReading, core: Core): RunnableCell {
  const { route, title, paths, add } = core;
  return {
    id: `monitor-coverage/${route}`,
    probe: 'monitor-coverage',
    title: `does a monitor watch ${title}?`,
    identities: [],
    phase: 'passive',
    effect: 'read',
    cost: { requests: 0, tokens: 0, mails: 0 },
    yields: [KIND],
    run: () =>
      Promise.resolve(
        paths.length === 0
          ? unanswered(`the target file does not say where ${title} is`, add)
          : gathered(MonitorCoverage.of(coverage(monitors, core, thresholds.alertMinutes))),
      ),
  };
}

function coverage(monitors: MonitorReading, core: Core, alertMinutes: number): MonitorCoverageData {
  const all = monitors.read.flatMap(({ files, tool, monitors: own }) =>
    own.map((monitor) => ({ files, tool, ...monitor })),
  );
  const here = all.filter((one) => isAt(one, core.hosts));
  const watchers = here.filter((one) => asks(one, core.paths));
  return {
    route: core.route,
    title: core.title,
    paths: [...core.paths],
    watchers: watchers.map(({ url: _, ...watcher }) => watcher),
    likely: here
      .filter((one) => !asks(one, core.paths) && SOUNDS[core.route].test(`${one.name} ${pathOf(one)}`))
      .map(pathOf),
    elsewhere:
      here.length > 0
        ? []
        : [...new Set(all.flatMap(({ url }) => (url === undefined ? [] : new URL(url).host)))],
    read: monitors.read.map(
      ({ files, tool, monitors: own }) => `${tool} (${files.join(', ')}: ${own.length})`,
    ),
    unread: monitors.unread.map(({ file, because }) => `${file}: ${because}`),
    alertMinutes,
  };
}

/** How monitors of a route are called where it stands elsewhere than the target file says. */
const SOUNDS: { readonly [route in Core['route']]: RegExp } = {
  front: /front|home|landing|website/i,
  login: /log-?in|sign-?in|auth/i,
  health: /health|heartbeat|\bup\b|ready|live/i,
  chat: /chat|message|assistant|\bbot\b|ask/i,
  webhook: /hook|callback/i,
};

function isAt({ url }: Monitor, hosts: readonly string[]): boolean {
  return url !== undefined && hosts.includes(new URL(url).host);
}

function pathOf({ url }: Monitor): string {
  return url === undefined ? '' : new URL(url).pathname;
}

function asks(monitor: Monitor, paths: readonly string[]): boolean {
  const asked = segmentsOf(pathOf(monitor));
  return paths.some((path) => {
    const wanted = segmentsOf(path);
    return (
      wanted.length === asked.length &&
      wanted.every((segment, index) => isParam(segment) || segment === asked[index])
    );
  });
}
