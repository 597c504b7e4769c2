import type { Finding } from '../../core/finding.ts';
import { isWaived } from '../../core/waiver.ts';
import type { Digest, Group } from '../digest.ts';
import { replayCommand } from '../fingerprint.ts';
import type { ReportInput } from '../input.ts';
import { effort, plural, weight } from '../text/words.ts';
import { exhibitCard } from './exhibit.ts';
import { html, slug, type Html } from './html.ts';
import { block, breakable, copyButton, prose } from './parts.ts';

/** Exhibits make the page heavy: this many findings of a check have them, and this many in all. */
const MOST_SHOWN_PER_CHECK = 12;
const MOST_SHOWN = 120;
/** Findings beyond that stand in a table; beyond this, only their number. */
const MOST_LISTED_PER_CHECK = 200;
const MOST_EXHIBITS = 6;

interface Budget {
  left: number;
}

/** Failures with proof, then suspicions, then advice: grouped by check, worst first. */
export function findingsSections(input: ReportInput, told: Digest): readonly Html[] {
  const budget = { left: MOST_SHOWN };
  const section = (id: string, title: string, lead: Html | string, groups: readonly Group[]) =>
    groups.length === 0
      ? html``
      : block(
          { id, title, lead, tools: tools(id, groups) },
          groups.map((group) => groupCard(input, group, budget)),
        );
  return [
    told.failures.length === 0
      ? block(
          { id: 'findings', title: 'Proven failures' },
          html`<p class="none">No check failed with proof.</p>`,
        )
      : section(
          'findings',
          'Proven failures',
          html`Worst first. The exchanges are as recorded, credentials replaced. What is
            <mark>marked</mark> belongs to its owner; where it stands in an answer to somebody else, that is
            the proof.`,
          told.failures,
        ),
    section(
      'waived',
      'Waived',
      'Proven, and somebody answers for it until a day. Neither fixed nor passed: with one of these the verdict is at most not proven.',
      told.waived,
    ),
    section(
      'suspected',
      'Suspected, not proven',
      'Looks wrong, but the run holds no proof: this fails nothing.',
      told.suspected,
    ),
    section('advice', 'Advice', 'Worth doing; none of it stands in the way of a launch.', told.advice),
  ];
}

/** Not worth its place above a handful. */
const LEAST_FILTERED = 6;

function tools(id: string, groups: readonly Group[]): Html | undefined {
  const count = groups.reduce((sum, group) => sum + group.findings.length, 0);
  if (count < LEAST_FILTERED) return undefined;
  return html`<div class="tools" data-needs-script hidden>
    <label class="vh" for="${id}-filter">Filter findings</label>
    <input type="search" id="${id}-filter" data-filter="${id}" placeholder="Filter: route, person, word" />
    <button type="button" data-open="${id}" aria-pressed="false">Open all</button>
  </div>`;
}

function groupCard(input: ReportInput, { result, check, findings, places }: Group, budget: Budget): Html {
  const shown = findings.slice(0, Math.min(MOST_SHOWN_PER_CHECK, Math.max(1, budget.left)));
  budget.left -= shown.length;
  const [first, ...more] = shown;
  const failing = first?.certainty === 'proven' && first.level === 'fail' && !isWaived(first);
  const anchor = slug(
    failing ? 'check' : first?.waived === undefined ? (first?.level ?? '') : 'waived',
    result.id,
  );
  return html`<article class="card group" data-items id="${anchor}" aria-label="${result.title}">
    <div class="top">
      <h3>${result.title}</h3>
      ${places.map((place) => html`<span class="tag ${failing && place.status}">${place.title}</span>`)}
    </div>
    <p class="meta">
      <code>${result.id}</code> · ${plural(findings.length, 'finding')}, ${plural(result.decided, 'question')}
      decided${result.undecided.length > 0 && `, ${result.undecided.length} open`}
    </p>
    ${check !== undefined && html`<p class="why">${prose(check.why)}</p>`}
    ${
      first !== undefined &&
      html`<section class="finding" data-item>
        <h4>${breakable(first.what)}</h4>
        ${details(input, first)}
      </section>`
    }
    ${more.map(
      (finding) =>
        html`<details class="finding" data-item>
          <summary>
            <h4>${breakable(finding.what)}</h4>
            <code class="at">${finding.where}</code>
          </summary>
          ${details(input, finding)}
        </details>`,
    )}
    ${rest(input, findings.slice(shown.length))}
    ${check !== undefined && fix(check.fix.minutes, check.fix.steps)}
  </article> `;
}

function details(input: ReportInput, finding: Finding): Html {
  const exhibits = finding.exhibits.slice(0, MOST_EXHIBITS);
  const more = finding.exhibits.length - exhibits.length;
  const id = slug('again', finding.check, finding.fingerprint);
  return html`<p class="where"><code>${breakable(finding.where)}</code> · ${weight(finding)}</p>
    ${(finding.because ?? []).map(
      ({ file, line, what }) =>
        html`<p class="where">In the source, <code>${file}:${line}</code>: ${what}</p>`,
    )}
    ${exhibits.length > 0 && html`<div class="exhibits">${exhibits.map((exhibit, at) => exhibitCard(exhibit, input, at > 0))}</div>`}
    ${more > 0 && html`<p class="small soft">and ${plural(more, 'more exchange')} in the run's record</p>`}
    <p class="again">
      See it again:
      <code id="${id}">${replayCommand(input.scorecard.run.id, finding.fingerprint)}</code
      >${copyButton(id, 'the replay command')}
    </p>`;
}

function rest(input: ReportInput, findings: readonly Finding[]): Html {
  if (findings.length === 0) return html``;
  const listed = findings.slice(0, MOST_LISTED_PER_CHECK);
  const hidden = findings.length - listed.length;
  return html`<details class="rest">
    <summary>${plural(findings.length, 'more finding')} of the same kind</summary>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">What</th>
            <th scope="col">See it again</th>
          </tr>
        </thead>
        <tbody>
          ${listed.map(
            (finding) =>
              html`<tr data-item>
                <td><code>${finding.where}</code></td>
                <td>${finding.what}</td>
                <td><code>${replayCommand(input.scorecard.run.id, finding.fingerprint)}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${hidden > 0 && html`<p class="small soft">and ${plural(hidden, 'more finding')} in scorecard.json</p>`}
  </details>`;
}

function fix(minutes: number, steps: readonly string[]): Html {
  return html`<div class="fix">
    <h4>The fix <span>about ${effort(minutes)}</span></h4>
    <ol>
      ${steps.map((step) => html`<li>${prose(step)}</li>`)}
    </ol>
  </div>`;
}
