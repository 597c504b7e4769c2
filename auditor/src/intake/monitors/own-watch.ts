import type { MonitorFile } from '../../core/monitors.ts';
import type { Target } from '../../core/target.ts';

/** `monitoring.watch` of the target file itself, as one more tool that watches. */
export function ownWatch(target: Target): readonly MonitorFile[] {
  const { watch, alerts } = target.monitoring ?? {};
  if (watch === undefined) return [];
  const { everyMs, confirm } = watch;
  const channels = [
    ...(alerts?.mail === undefined ? [] : ['email']),
    ...(alerts?.webhook === undefined ? [] : ['webhook']),
  ];
  const monitors = watch.routes.map(({ name, ask, at, withinMs }) => ({
    name,
    url: (at ?? target.api ?? '') + ask.path,
    everyMs,
    noticedAfterMs: everyMs + confirm.of * withinMs + (confirm.of - 1) * confirm.pauseMs,
    channels,
  }));
  return [{ files: ['monitoring.watch'], tool: 'launch-ready', monitors }];
}
