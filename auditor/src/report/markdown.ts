import type { Place } from '../core/scorecard.ts';
import { digest, type Digest, type Group } from './digest.ts';
import { isYaml } from './open-questions.ts';
import { replayCommand } from './fingerprint.ts';
import type { ReportInput } from './input.ts';
import {
  markdownBlock as block,
  markdownCode as code,
  markdownProse as prose,
  markdownText as text,
} from './text/markdown.ts';
import {
  afterVerdict,
  effort,
  plural,
  STATUS_SIGNS,
  STATUS_WORDS,
  VERDICT_WORDS,
  weight,
} from './text/words.ts';

const MOST_GROUPS = 10;
const MOST_FINDINGS = 5;
const MOST_REASONS = 8;
const MOST_TITLES = 3;

/** A comment that the same bot finds again to replace it. */
const MARKER = '<!-- launch-ready -->';

/** The scorecard as a comment on a pull request: short, and whole findings rather than many. */
export function renderMarkdown(input: ReportInput): string {
  const { scorecard, profile } = input;
  const { run, verdict, scope } = scorecard;
  const told = digest(input);
  const within = scope.length === 0 ? '' : ` within ${scope.map(text).join(', ')}`;
  const asked = `Is ${text(run.product)} ready for ${profile.goal} in ${profile.audience}?`;
  return [
    MARKER,
    `## ${VERDICT_WORDS[verdict]}${within}`,
    `${asked} ${text(afterVerdict(scorecard))}`,
    ...table(scorecard.gates, scorecard.rows),
    ...groups(input, 'Proven failures, worst first', told.failures),
    ...groups(input, 'Waived: proven, and somebody answers for it until a day', told.waived),
    ...open(told),
    `<sub>launch-ready ${text(run.version)} · run ${text(run.id)} · ${plural(run.requests, 'request')} · ${plural(scorecard.checks.length, 'check')}</sub>`,
    '',
  ].join('\n\n');
}

function table(gates: readonly Place[], rows: readonly Place[]): readonly string[] {
  const line = (kind: string) => (place: Place) =>
    `| ${STATUS_SIGNS[place.status]} ${STATUS_WORDS[place.status]} | ${text(place.title)} | ${kind} | ${text(place.because ?? '')} |`;
  const lines = [...gates.map(line('gate')), ...rows.map(line('row'))];
  if (lines.length === 0) return [];
  return [['| | | | |', '|---|---|---|---|', ...lines].join('\n')];
}

function groups(input: ReportInput, title: string, all: readonly Group[]): readonly string[] {
  if (all.length === 0) return [];
  const hidden = all.length - MOST_GROUPS;
  return [
    `### ${title}`,
    ...all.slice(0, MOST_GROUPS).map((group) => groupText(input, group)),
    ...(hidden > 0 ? [`and ${plural(hidden, 'more check')}: see the HTML report`] : []),
  ];
}

function groupText(input: ReportInput, { result, check, findings }: Group): string {
  const hidden = findings.length - MOST_FINDINGS;
  const shown = findings.slice(0, MOST_FINDINGS).map((finding) => {
    const { what, where, fingerprint, waived, because = [] } = finding;
    const places = because.map(
      (one) => `<br>In the source, ${code(`${one.file}:${one.line}`)}: ${text(one.what)}`,
    );
    const answered = waived === undefined ? '' : `<br>${text(weight(finding))}`;
    const again = code(replayCommand(input.scorecard.run.id, fingerprint));
    return `- ${text(what)} ${code(where)}${answered}${places.join('')}<br>${again}`;
  });
  const fix =
    check === undefined
      ? []
      : [`**Fix** (about ${effort(check.fix.minutes)}): ${check.fix.steps.map(prose).join(' ')}`];
  const list = [...shown, ...(hidden > 0 ? [`- and ${hidden} more`] : [])].join('\n');
  return [`**${text(result.title)}** (${code(result.id)})`, list, ...fix].join('\n\n');
}

function open({ open: questions }: Digest): readonly string[] {
  if (questions.length === 0) return [];
  const hidden = questions.length - MOST_REASONS;
  const lines = questions.slice(0, MOST_REASONS).map(({ because, others, add, checks, blocks }) => {
    const names = checks.length > 0 ? checks.map((check) => check.title) : blocks;
    const titles = names.slice(0, MOST_TITLES).map(text);
    const more = names.length > MOST_TITLES ? ` and ${names.length - MOST_TITLES} more` : '';
    const leaves = titles.length === 0 ? '' : `: ${titles.join(', ')}${more}`;
    const alike = others.length === 0 ? '' : ` (and ${plural(others.length, 'more reason')} like it)`;
    return `- ${text(because)}${alike}${leaves}.${add === undefined ? '' : remedy(add)}`;
  });
  return [
    '### Unproven',
    [...lines, ...(hidden > 0 ? [`- and ${plural(hidden, 'more reason')}`] : [])].join('\n'),
  ];
}

/** Lines to paste stand in a block of their own: on one line, YAML is another file. */
function remedy(add: string): string {
  if (!isYaml(add)) return ` Add ${text(add)}.`;
  return [' Add to the target file:', '', ...block(add, 'yaml').split('\n')].join('\n  ');
}
