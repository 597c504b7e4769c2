import type { Flag, Place } from '../../core/scorecard.ts';
import type { Profile } from '../../core/profile.ts';
import type { ReportInput } from '../input.ts';
import { html, type Html } from './html.ts';
import { FLAG_WORDS } from '../text/words.ts';
import { block, icon, prose, statusLabel } from './parts.ts';

/** What the article of this profile asks, row by row and step by step, beside what the run says of it. */
export function articleSection({ scorecard, profile }: ReportInput): Html {
  return block(
    { id: 'words', title: 'What is asked, and why', lead: `Ready means: “${profile.ready}”` },
    html`<details class="card fold" open>
        <summary>The rows</summary>
        ${rows(scorecard.rows, profile)}
      </details>
      <details class="card fold">
        <summary>The checks to run first</summary>
        ${steps(scorecard.steps, profile)}
      </details>
      <details class="card fold">
        <summary>Red flags: get help when one holds</summary>
        ${flags(scorecard.flags, profile)}
      </details>`,
  );
}

/** Within a scope nothing is said of flags: then they stand as the article has them. */
function flags(known: readonly Flag[], profile: Profile): Html {
  if (known.length === 0)
    return html`<ul class="plain">
      ${profile.redFlags.map((flag) => html`<li>${prose(flag.text)}</li>`)}
    </ul>`;
  return html`<ul class="words">
    ${known.map(
      ({ text, status, because }) =>
        html`<li>
          <div class="top">
            <h3>${prose(text)}</h3>
            <span class="status ${FLAG_STATUS[status]}"
              >${icon(FLAG_STATUS[status])}${FLAG_WORDS[status]}</span
            >
          </div>
          ${because !== undefined && html`<p>${prose(because)}</p>`}
        </li>`,
    )}
  </ul>`;
}

/** The colour and sign in which a flag is shown. */
const FLAG_STATUS = { raised: 'fail', 'not-seen': 'pass', open: 'unproven' } as const;

function rows(places: readonly Place[], profile: Profile): Html {
  const known = new Map(profile.rows.map((row) => [row.id, row]));
  return html`<ul class="words">
    ${places.map((place) => {
      const row = known.get(place.id);
      return item(place, [
        ['Passes when', row?.passes],
        ['Why it matters', row?.why],
        ['What breaks if not', row?.breaks],
      ]);
    })}
  </ul>`;
}

function steps(places: readonly Place[], profile: Profile): Html {
  const known = new Map(profile.steps.map((step) => [step.id, step]));
  return html`<ul class="words">
    ${places.map((place) => {
      const step = known.get(place.id);
      return item(place, [
        ['Signal', step?.signal],
        ['Method', step?.method],
        ['Fix', step?.fix],
      ]);
    })}
  </ul>`;
}

function item(place: Place, facts: readonly (readonly [string, string | undefined])[]): Html {
  return html`<li>
    <div class="top">
      <h3>${place.title}</h3>
      ${statusLabel(place.status)}
    </div>
    <dl>
      ${facts.map(
        ([term, text]) =>
          text !== undefined &&
          html`<div>
            <dt>${term}</dt>
            <dd>${prose(text)}</dd>
          </div>`,
      )}
    </dl>
  </li>`;
}
