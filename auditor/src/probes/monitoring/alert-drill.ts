import type { MonitorReading } from '../../core/monitors.ts';
import { AlertDrill, type AlertDrillData } from '../../evidence/alert-drill.ts';
import { gathered, unanswered, type Probe } from '../../io/probe.ts';

const KIND = AlertDrill.kind;

/** Hands over what is known of alerts: the channels of the monitors, and the record of the last drill. Nothing is sent. */
export const alertDrill: Probe = {
  id: 'alert-drill',
  yields: [KIND],
  plan: ({ monitors, thresholds }) => {
    if (monitors === undefined || (monitors.read.length === 0 && monitors.unread.length === 0))
      return { cells: [], leftOut: [NO_MONITORS] };
    const cell = {
      id: 'alert-drill/monitors',
      probe: 'alert-drill',
      title: 'has an alert been seen to arrive?',
      identities: [],
      phase: 'passive' as const,
      effect: 'read' as const,
      cost: { requests: 0, tokens: 0, mails: 0 },
      yields: [KIND],
      run: () =>
        Promise.resolve(
          monitors.read.length === 0
            ? unanswered(monitors.unread.map(({ file, because }) => `${file}: ${because}`).join('; '))
            : gathered(AlertDrill.of(known(monitors, thresholds.alertMinutes))),
        ),
    };
    return { cells: [cell], leftOut: [] };
  },
};

const NO_MONITORS = {
  kind: KIND,
  what: 'alerts',
  because: 'the target file names no configuration of a monitor',
  add: 'monitoring: { configs: [./gatus.yaml] }',
};

function known({ read, drill }: MonitorReading, alertMinutes: number): AlertDrillData {
  return {
    monitors: read.map(({ tool, files }) => `${tool} (${files.join(', ')})`),
    channels: [...new Set(read.flatMap(({ monitors }) => monitors.flatMap((one) => one.channels)))],
    drillable: read.some(({ tool }) => tool === 'launch-ready'),
    ...(drill === undefined ? {} : { drill }),
    alertMinutes,
  };
}
