import type { Incident } from './incidents.ts';

/** What a channel is told: everything that went wrong, or came right, since it was told last. */
export interface Alert {
  readonly kind: 'down' | 'up';
  readonly product: string;
  readonly incidents: readonly Omit<Incident, 'told'>[];
  /** ISO 8601. */
  readonly at: string;
  /** Set by a drill: whoever reads the alert can prove it with this. */
  readonly code?: string;
}

/** The line that people see first. */
export function subjectOf({ kind, product, incidents, code }: Alert): string {
  const [first] = incidents;
  const more = incidents.length > 1 ? ` and ${incidents.length - 1} more` : '';
  const sign = kind === 'down' ? 'ALERT' : 'WELL AGAIN';
  return `${code === undefined ? '' : 'DRILL '}[${sign}] ${product}: ${first === undefined ? '' : said(first, kind)}${more}`;
}

/** The whole message in plain text. */
export function textOf(alert: Alert): string {
  const { kind, incidents, at, code } = alert;
  const lines = incidents.map((one) =>
    kind === 'down'
      ? `- ${said(one, kind)}, seen ${minute(one.since)}: ${one.what}`
      : `- ${said(one, kind)}, after ${lasted(one.since, at)} (since ${minute(one.since)})`,
  );
  const end =
    kind === 'down' ? 'You will be told once when it is well again.' : 'Nothing more will be said of it.';
  const drill =
    code === undefined
      ? []
      : [`This is a drill: a stand-in was broken, not the product. Drill code: ${code}`];
  return [subjectOf(alert), '', ...lines, '', ...drill, end, ''].join('\n');
}

function said({ name, state }: Omit<Incident, 'told'>, kind: Alert['kind']): string {
  return kind === 'down' ? `${name} ${state}` : name;
}

function minute(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

function lasted(since: string, at: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(at) - Date.parse(since)) / 1_000));
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
