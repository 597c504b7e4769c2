import type { Finding } from '../../core/finding.ts';
import type { Flag, Scorecard } from '../../core/scorecard.ts';
import type { Status } from '../../core/verdict.ts';
import { oneLine } from './clean.ts';
import { waiverWords } from '../../core/waiver.ts';

/** A status as people read it. */
export const STATUS_WORDS: { readonly [status in Status]: string } = {
  fail: 'Failed',
  unproven: 'Unproven',
  pass: 'Passed',
  'not-applicable': 'Not applicable',
};

/** What a red flag comes to. */
export const FLAG_WORDS: { readonly [status in Flag['status']]: string } = {
  raised: 'Raised',
  'not-seen': 'Not seen',
  open: 'Open',
};

/** Never alone: always beside the word. */
export const STATUS_SIGNS: { readonly [status in Status]: string } = {
  fail: '✗',
  unproven: '?',
  pass: '✓',
  'not-applicable': '–',
};

export const VERDICT_WORDS: { readonly [verdict in Scorecard['verdict']]: string } = {
  ready: 'Ready',
  'not-ready': 'Not ready',
  'not-proven': 'Not proven',
};

/** What the process says when it ends. */
export const EXIT_CODES: { readonly [verdict in Scorecard['verdict']]: number } = {
  ready: 0,
  'not-ready': 1,
  'not-proven': 2,
};

export const EXIT_MEANING: { readonly [verdict in Scorecard['verdict']]: string } = {
  ready: 'every gate and row passed on evidence',
  'not-ready': 'at least one check failed with proof',
  'not-proven': 'nothing failed, but not everything could be decided',
};

/** How sure and how bad a finding is, in one or two words, and who answers for it. */
export function weight(finding: Pick<Finding, 'certainty' | 'level' | 'waived'>): string {
  const { waived } = finding;
  return waived === undefined ? grade(finding) : `${grade(finding)}; ${oneLine(waiverWords(waived))}`;
}

function grade({ certainty, level }: Pick<Finding, 'certainty' | 'level'>): string {
  if (level === 'advice') return 'Advice';
  return certainty === 'proven' ? 'Proven' : 'Probable, not proven';
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** 12,345: the same in every locale, so that reports do not differ between machines. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',');
}

/** `45 min`, `2 h 30 min`. */
export function effort(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.round(minutes % 60);
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** `0:42`, `12:05`, `1:02:09`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = two(seconds % 60);
  return hours === 0 ? `${minutes}:${tail}` : `${hours}:${two(minutes)}:${tail}`;
}

/** `2026-11-03 14:05 UTC` from an ISO time; anything else stays as it is. */
export function when(iso: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?Z$/u.exec(iso);
  return parts === null ? iso : `${parts[1]} ${parts[2]} UTC`;
}

/** How long a run took, or undefined when it does not say. */
export function lasted({ startedAt, finishedAt }: Scorecard['run']): string | undefined {
  const ms = Date.parse(finishedAt ?? '') - Date.parse(startedAt);
  return Number.isNaN(ms) || ms < 0 ? undefined : clock(ms);
}

/** What a run that did not reach its end is worth; that it was cut short is said once, wherever the headline says it already. */
export function cutShort({ run, headline }: Pick<Scorecard, 'run' | 'headline'>): string | undefined {
  if (run.complete) return undefined;
  return headline.includes('cut short')
    ? 'What it has seen still counts.'
    : 'The run was cut short; what it has seen still counts.';
}

/** The headline where the verdict already stands above it: without its first words. */
export function afterVerdict({ verdict, headline }: Pick<Scorecard, 'verdict' | 'headline'>): string {
  const colon = headline.indexOf(': ');
  if (colon < 0 || !headline.startsWith(VERDICT_WORDS[verdict])) return headline;
  const rest = headline.slice(colon + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}
