import { alike } from '../text/alike.ts';
import { PHASES } from '../../core/cell.ts';
import { cellsOf, type Plan } from '../../core/plan.ts';
import type { CheckResult } from '../../core/scorecard.ts';
import type { ReportInput } from '../input.ts';
import { grouped, lasted, plural, when } from '../text/words.ts';
import { html, type Html, type Value } from './html.ts';
import { block, statusLabel } from './parts.ts';

const MOST_LISTED = 200;

/** Every check with its result: what passed is as much an answer as what failed. */
export function checksSection(results: readonly CheckResult[]): Html {
  if (results.length === 0)
    return block({ id: 'checks', title: 'Every check' }, html`<p class="none">No check was judged.</p>`);
  const tools = html`<div class="tools" data-needs-script hidden>
    <label class="vh" for="checks-filter">Filter checks</label>
    <input type="search" id="checks-filter" data-filter="checks" placeholder="Filter: passed, cors, token" />
  </div>`;
  const lines = results.map(
    (one) =>
      html`<tr data-item>
        <td>${statusLabel(one.status)}</td>
        <td>
          ${one.title}<br /><code class="soft">${one.id}</code>${
            one.because !== undefined && html`<br /><span class="small soft">${one.because}</span>`
          }
        </td>
        <td class="number wide">${one.decided}</td>
        <td class="number wide">${one.undecided.length}</td>
        <td class="number wide">${one.findings.length}</td>
      </tr>`,
  );
  return block(
    {
      id: 'checks',
      title: 'Every check',
      lead: 'Decided counts the questions that got an answer, whichever way.',
      tools,
    },
    html`<div class="card scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Result</th>
            <th scope="col">Check</th>
            <th scope="col" class="number wide">Decided</th>
            <th scope="col" class="number wide">Open</th>
            <th scope="col" class="number wide">Findings</th>
          </tr>
        </thead>
        <tbody>
          ${lines}
        </tbody>
      </table>
    </div>`,
  );
}

/** When, against what, how much, and what it left behind. */
export function runSection({ scorecard, profile, plan, runPath, hash }: ReportInput): Html {
  const { run } = scorecard;
  const facts: readonly (readonly [string, Value])[] = [
    ['Product', run.product],
    ['Target', html`<code>${run.target}</code>`],
    ['Profile', `${profile.id}: ${profile.goal} in ${profile.audience}`],
    ['Scope', scorecard.scope.length === 0 ? 'everything' : scorecard.scope.join(', ')],
    ['Started', when(run.startedAt)],
    ['Took', lasted(run) ?? (run.complete ? 'not recorded' : 'cut short')],
    ['Requests', grouped(run.requests)],
    ...(plan === undefined ? [] : [['Questions planned', planned(plan)] as const]),
    ...(run.commit === undefined ? [] : [['Commit', html`<code>${run.commit}</code>`] as const]),
    ['Run', html`<code>${run.id}</code>`],
    ...(hash === undefined ? [] : [['Hash of the record', html`<code>${hash}</code>`] as const]),
    ['Kept in', html`<code>${runPath}</code>`],
    ['Version', `launch-ready ${run.version}`],
  ];
  return block({ id: 'run', title: 'The run' }, [
    html`<dl class="card facts">
      ${facts.map(
        ([term, text]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>`,
    list('Left behind in the product: please remove', alike(run.leftBehind)),
    list('Notes', run.notes),
  ]);
}

function planned(plan: Plan): string {
  const phases = PHASES.map((phase) => [phase, cellsOf(plan, phase).length] as const).filter(
    ([, count]) => count > 0,
  );
  return `${grouped(plan.cells.length)} (${phases.map(([phase, count]) => `${phase} ${grouped(count)}`).join(', ')})`;
}

function list(title: string, items: readonly string[]): Html {
  if (items.length === 0) return html``;
  const hidden = items.length - MOST_LISTED;
  return html`<h3 class="sub">${title}</h3>
    <ul class="plain">
      ${items.slice(0, MOST_LISTED).map((item) => html`<li>${item}</li>`)}
    </ul>
    ${hidden > 0 && html`<p class="small soft">and ${plural(hidden, 'more')}</p>`}`;
}
