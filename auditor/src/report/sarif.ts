import type { Check, Source } from '../core/check.ts';
import type { Exhibit, Finding } from '../core/finding.ts';
import { answerOf, resultOf as outcomeOf } from '../core/exchange.ts';
import { waiverWords } from '../core/waiver.ts';
import { replayCommand } from './fingerprint.ts';
import type { ReportInput } from './input.ts';
import { clean, oneLine } from './text/clean.ts';
import type { CheckResult } from '../core/scorecard.ts';
import { effort } from './text/words.ts';

/** Code scanning of GitHub takes 25,000 results of a run; fewer are read. */
const MOST_RESULTS = 5_000;

/**
 * SARIF 2.1.0 for code scanning. Rules are checks, results are findings, places are operations or files.
 * What stayed unproven is a notification: it is no finding, and silence would make it look passed.
 */
export function renderSarif(input: ReportInput): string {
  const { scorecard, checks } = input;
  const { run } = scorecard;
  const ruleIds = scorecard.checks.map((check) => check.id);
  const known = new Map<string, Check>(checks.map((check) => [check.id, check]));
  const findings = scorecard.checks.flatMap((check) =>
    check.findings.map((finding) => ({ ...finding, check: check.id })),
  );
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'launch-ready',
            semanticVersion: run.version,
            rules: scorecard.checks.map(({ id, title }) => ruleOf(id, title, known.get(id))),
          },
        },
        automationDetails: { id: `launch-ready/${scorecard.profile}/${run.id}` },
        invocations: [
          {
            executionSuccessful: run.complete,
            startTimeUtc: run.startedAt,
            ...(run.finishedAt === undefined ? {} : { endTimeUtc: run.finishedAt }),
            toolExecutionNotifications: scorecard.checks.flatMap((check, index) =>
              check.status === 'unproven' ? [notificationOf(check, index)] : [],
            ),
          },
        ],
        results: findings
          .slice(0, MOST_RESULTS)
          .map((finding) => resultOf(finding, ruleIds.indexOf(finding.check), input)),
        properties: { verdict: scorecard.verdict, headline: scorecard.headline },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const MOST_REASONS = 20;

/** Why a check stayed open, each reason once, and what to add so that it can be decided. */
function notificationOf({ id, title, because, undecided }: CheckResult, index: number): object {
  const reasons = [...new Map(undecided.map((one) => [`${one.because}|${one.add ?? ''}`, one])).values()];
  const said = [`Unproven: ${oneLine(title)}.`, oneLine(because ?? '')];
  const additions = [...new Set(reasons.flatMap((one) => one.add ?? []))].map((add) => `Add: ${clean(add)}`);
  return {
    level: 'warning',
    message: { text: [said.join(' ').trim(), ...additions.slice(0, MOST_REASONS)].join('\n') },
    associatedRule: { id, index },
    properties: {
      because: oneLine(because ?? ''),
      open: reasons.slice(0, MOST_REASONS).map(({ because: why, add }) => ({
        because: oneLine(why),
        ...(add === undefined ? {} : { add: clean(add) }),
      })),
    },
  };
}

function ruleOf(id: string, title: string, check: Check | undefined): object {
  const name = { id, name: id, shortDescription: { text: oneLine(title) } };
  if (check === undefined) return name;
  const { why, passes, fix, sources, family } = check;
  const steps = fix.steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
  const help = `${why}\n\nPasses when: ${passes}\n\nFix (about ${effort(fix.minutes)}):\n${steps}`;
  return {
    ...name,
    fullDescription: { text: why },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['security', family, ...sources.flatMap(tagOf)], precision: 'very-high' },
  };
}

function tagOf(source: Source): readonly string[] {
  if ('cwe' in source) return [`external/cwe/cwe-${String(source.cwe).padStart(3, '0')}`];
  if ('owasp' in source) return [`external/owasp/${source.owasp}`];
  if ('cve' in source) return [`external/cve/${source.cve}`];
  return [];
}

const LEVELS = ['error', 'warning', 'note'] as const;

function levelOf({ certainty, level }: Finding): (typeof LEVELS)[number] {
  if (level === 'advice') return 'note';
  return certainty === 'proven' ? 'error' : 'warning';
}

function resultOf(finding: Finding, ruleIndex: number, input: ReportInput): object {
  const { check, where, what, certainty, level, fingerprint } = finding;
  const said = certainty === 'probable' && level === 'fail' ? `Probable, not proven: ${what}` : what;
  const replay = replayCommand(input.scorecard.run.id, fingerprint);
  return {
    ruleId: check,
    ruleIndex,
    kind: 'fail',
    level: levelOf(finding),
    message: {
      text: [`${oneLine(said)} See it again: ${replay}`, ...(finding.because ?? []).map(cause)].join('\n'),
    },
    locations: [
      {
        physicalLocation: placeOf(where),
        logicalLocations: [{ fullyQualifiedName: oneLine(where), kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'launchReady/v1': fingerprint },
    relatedLocations: unique([
      ...(finding.because ?? []).map(sourcePlace),
      ...finding.exhibits.flatMap((exhibit) => exhibitPlace(exhibit, where, input)),
    ]),
    ...(finding.waived === undefined ? {} : { suppressions: [suppression(finding.waived)] }),
    properties: { certainty },
  };
}

function exhibitPlace({ exchange, role }: Exhibit, where: string, input: ReportInput): readonly object[] {
  const found = input.exchanges.get(exchange);
  if (found === undefined) return [];
  const outcome = answerOf(found) === undefined ? 'no answer' : outcomeOf(found);
  const text = `${role}: ${found.request.method} ${found.request.url} as ${found.as} → ${outcome}`;
  return [{ message: { text: oneLine(text) }, physicalLocation: placeOf(where) }];
}

/** The standard refuses a place that stands twice (3.27.22). */
function unique(places: readonly object[]): readonly object[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

function sourcePlace({ file, line, what }: NonNullable<Finding['because']>[number]): object {
  return { message: { text: oneLine(what) }, physicalLocation: placeOf(`${file}:${Math.max(1, line)}`) };
}

function cause({ file, line, what }: NonNullable<Finding['because']>[number]): string {
  return `In the source, ${oneLine(file)}:${line}: ${oneLine(what)}`;
}

/** A waiver is an external suppression; code scanning shows the result as closed only while it is accepted. */
function suppression(waived: NonNullable<Finding['waived']>): object {
  const status = waived.expired ? 'rejected' : 'accepted';
  return { kind: 'external', status, justification: oneLine(waiverWords(waived)) };
}

/** An operation's path, a file with its line, or a host: as a relative reference, which code scanning demands. */
function placeOf(where: string): object {
  const file = /^(?<path>[^\s:]+):(?<line>[1-9]\d{0,8})(?::(?<column>[1-9]\d{0,8}))?$/u.exec(
    oneLine(where),
  )?.groups;
  if (file?.['path'] !== undefined) {
    const { path, line, column } = file;
    const region = {
      startLine: Number(line),
      ...(column === undefined ? {} : { startColumn: Number(column) }),
    };
    return { artifactLocation: { uri: reference(path) }, region };
  }
  const path = oneLine(where).replace(/^[A-Z]+ +/u, '');
  return { artifactLocation: { uri: reference(path) }, region: { startLine: 1 } };
}

function reference(path: string): string {
  return encodeURI(path.replace(/^\/+/u, '')).replaceAll(/[?#[\]]/gu, encodeURIComponent) || '.';
}
