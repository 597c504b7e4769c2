import { STATUSES, type Status } from '../../core/verdict.ts';
import type { Scorecard } from '../../core/scorecard.ts';
import type { Action, Blocker, Digest } from '../digest.ts';
import type { ReportInput } from '../input.ts';
import { afterVerdict, cutShort, effort, STATUS_WORDS, VERDICT_WORDS } from '../text/words.ts';
import { html, slug, type Html } from './html.ts';
import { icon, prose, statusLabel } from './parts.ts';

const VERDICT_STATUS: { readonly [verdict in Scorecard['verdict']]: Status } = {
  ready: 'pass',
  'not-ready': 'fail',
  'not-proven': 'unproven',
};

const MOST_BLOCKERS = 8;

const NOTHING_BLOCKS = 'Nothing: every gate and row passed on evidence, or does not apply.';
const NOTHING_NAMED = 'No single gate or row: nothing was decided.';
const LAUNCH = 'Launch. Then keep looking: a later change can undo any of this.';
const RUN_AGAIN = 'Run the audit again, to its end.';

/** The first screen: the answer, what blocks it, what to do first. */
export function hero({ scorecard, profile }: ReportInput, told: Digest): Html {
  const status = VERDICT_STATUS[scorecard.verdict];
  const scoped = scorecard.scope.length === 0 ? '' : ` within ${scorecard.scope.join(', ')}`;
  const cut = cutShort(scorecard);
  return html`<section class="hero ${status}" aria-labelledby="verdict">
      <div class="badge">${icon(status)}</div>
      <div>
        <h1 id="verdict">
          <span class="ask"
            >Is ${scorecard.run.product} ready for ${profile.goal} in ${profile.audience}?</span
          >${VERDICT_WORDS[scorecard.verdict]}${scoped}
        </h1>
        <p class="headline">${afterVerdict(scorecard)}</p>
        ${cut !== undefined && html`<p class="soft">${cut}</p>`}
      </div>
      ${tally(told.counts)}
    </section>
    <div class="first">${blockers(scorecard, told.blockers)}${actions(scorecard, told.actions)}</div> `;
}

function tally(counts: Digest['counts']): Html {
  const sum = STATUSES.reduce((total, status) => total + counts[status], 0);
  if (sum === 0) return html``;
  let before = 0;
  const bars = STATUSES.map((status) => {
    const [at, share] = [before, (100 * counts[status]) / Math.max(1, sum)];
    before += share;
    return html`<rect
      class="${status}"
      x="${at.toFixed(2)}"
      y="0"
      width="${share.toFixed(2)}"
      height="1"
    ></rect>`;
  });
  return html`<div class="tally">
    <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
    <ul aria-label="Checks by result">
      ${STATUSES.filter((status) => counts[status] > 0).map(
        (status) =>
          html`<li class="status ${status}">
            ${icon(status)}${counts[status]} ${STATUS_WORDS[status].toLowerCase()}
          </li>`,
      )}
    </ul>
  </div>`;
}

function blockers(scorecard: Scorecard, all: readonly Blocker[]): Html {
  const hidden = all.length - MOST_BLOCKERS;
  const items = all
    .slice(0, MOST_BLOCKERS)
    .map(
      ({ kind, place }) =>
        html`<li>
          ${statusLabel(place.status)}<a
            href="#${kind === 'check' && place.status === 'unproven' ? 'unproven' : slug(kind, place.id)}"
            >${place.title}</a
          ><span class="tag">${kind}</span>
        </li>`,
    );
  return html`<section class="card" aria-labelledby="blocks">
    <h2 id="blocks">What blocks it</h2>
    ${
      all.length === 0
        ? html`<p>${scorecard.verdict === 'ready' ? NOTHING_BLOCKS : NOTHING_NAMED}</p>`
        : html`<ul class="blockers">
            ${items}
          </ul>`
    }
    ${hidden > 0 && html`<p class="small soft">and ${hidden} more, <a href="#scorecard">all below</a></p>`}
  </section>`;
}

function actions(scorecard: Scorecard, all: readonly Action[]): Html {
  const items = all.map(
    ({ kind, title, because, minutes, check }) =>
      html`<li>
        <b
          ><a href="#${kind === 'fix' && check !== undefined ? slug('check', check) : 'unproven'}"
            >${prose(title)}</a
          ></b
        ><span class="time">${minutes === undefined ? '' : `about ${effort(minutes)}`}</span>
        <p>${because}</p>
      </li>`,
  );
  return html`<section class="card" aria-labelledby="todo">
    <h2 id="todo">Do this first</h2>
    ${
      all.length === 0
        ? html`<p>${scorecard.verdict === 'ready' ? LAUNCH : RUN_AGAIN}</p>`
        : html`<ol class="todo">
            ${items}
          </ol>`
    }
  </section>`;
}
