import type { CheckResult } from '../core/scorecard.ts';
import { replayCommand } from './fingerprint.ts';
import type { ReportInput } from './input.ts';
import { clean, oneLine } from './text/clean.ts';
import { plural, weight } from './text/words.ts';

const MOST_FINDINGS = 50;

/**
 * JUnit XML for build servers: one suite per family, one case per check. Unproven is an error, not a skip: a build that
 * shows green has to mean proven.
 */
export function renderJunit({ scorecard }: ReportInput): string {
  const { run, checks } = scorecard;
  const families = Map.groupBy(checks, (check) => check.id.split('/')[0] ?? check.id);
  const suites = [...families].map(([family, results]) => {
    const cases = results.map((result) => caseOf(family, result, run.id)).join('');
    return `  <testsuite name="${xml(family)}" ${totals(results)} timestamp="${xml(run.startedAt)}">\n${cases}  </testsuite>\n`;
  });
  const seconds = (Date.parse(run.finishedAt ?? '') - Date.parse(run.startedAt)) / 1000;
  const time = Number.isFinite(seconds) && seconds >= 0 ? ` time="${seconds.toFixed(3)}"` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${xml(`launch-ready: ${run.product}`)}" ${totals(checks)}${time}>\n${suites.join('')}</testsuites>\n`;
}

function totals(results: readonly CheckResult[]): string {
  const count = (status: CheckResult['status']) => results.filter((one) => one.status === status).length;
  return `tests="${results.length}" failures="${count('fail')}" errors="${count('unproven')}" skipped="${count('not-applicable')}"`;
}

function caseOf(family: string, result: CheckResult, runId: string): string {
  const open = `    <testcase classname="${xml(family)}" name="${xml(oneLine(`${result.title} (${result.id})`))}"`;
  const outcome = outcomeOf(result, runId);
  return outcome === '' ? `${open}/>\n` : `${open}>\n      ${outcome}\n    </testcase>\n`;
}

function outcomeOf(result: CheckResult, runId: string): string {
  const because = xml(oneLine(result.because ?? ''));
  switch (result.status) {
    case 'fail':
      return `<failure type="proven" message="${xml(plural(result.findings.length, 'finding'))}">${xml(proofs(result, runId))}</failure>`;
    case 'unproven':
      return `<error type="unproven" message="${because}"/>`;
    case 'not-applicable':
      return `<skipped message="${because}"/>`;
    case 'pass':
      return '';
  }
}

function proofs({ findings }: CheckResult, runId: string): string {
  const shown = findings.slice(0, MOST_FINDINGS).map((finding) => {
    const { what, where, fingerprint } = finding;
    return `${weight(finding)}: ${oneLine(what)}\n  ${oneLine(where)}\n  ${replayCommand(runId, fingerprint)}`;
  });
  const hidden = findings.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`and ${hidden} more`] : [])].join('\n');
}

/** `clean` has removed what XML 1.0 cannot hold; line breaks in attributes would become spaces. */
function xml(text: string): string {
  return clean(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
