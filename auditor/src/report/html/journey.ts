import type { Status } from '../../core/verdict.ts';
import type { ToldJourney, ToldPass } from '../journeys.ts';
import { plural } from '../text/words.ts';
import { html, type Html } from './html.ts';
import { block, icon, statusLabel } from './parts.ts';

const STATUS: { readonly [end in ToldPass['end']]: Status } = {
  finished: 'pass',
  stuck: 'fail',
  open: 'unproven',
};

const STATES = { done: 'pass', skipped: 'not-applicable', stuck: 'fail' } as const;
const STATE_WORDS = { done: 'done', skipped: 'skipped, it was not there', stuck: 'stuck here' } as const;

/** What a new customer met on each device: steps with their times beside the last screen, without JavaScript. */
export function journeySection(journeys: readonly ToldJourney[] | undefined): Html {
  if (journeys === undefined || journeys.length === 0) return html``;
  return block(
    {
      id: 'journey',
      title: 'What a new customer meets',
      lead: journeys.some((one) => one.isScript)
        ? 'Your own script went, again and again, each time as somebody new. Nobody stepped in.'
        : 'A real browser with an empty profile went the steps of the target file, each time as somebody new. Nobody stepped in.',
    },
    html`<div class="journeys">${journeys.map(device)}</div>`,
  );
}

function device(told: ToldJourney): Html {
  const { picture, passes } = told;
  const name = told.device === 'desktop' ? 'Desktop' : 'Mobile';
  const worst = passes.find((one) => one.end === 'stuck') ?? passes.find((one) => one.end === 'open');
  return html`<article class="card journey ${told.device}" aria-label="${told.journey} on ${told.device}">
    <h3>${name} ${statusLabel(STATUS[worst?.end ?? 'finished'])}</h3>
    <p class="small soft">
      ${plural(passes.length, 'pass', 'passes')}:
      ${passes.map((one) => `${one.address} ${seconds(one.durationMs)}`).join(', ')} · ${told.browser}
    </p>
    ${worst?.because !== undefined && html`<p class="stop">${worst.because}</p>`}
    ${picture !== undefined && shot(picture)} ${steps(passes, `${told.journey} on ${told.device}`)}
    ${complaints(told)}
  </article>`;
}

function shot({ what, text, type, base64, width, height }: NonNullable<ToldJourney['picture']>): Html {
  return html`<figure>
    <img
      src="data:${type};base64,${base64}"
      width="${width}"
      height="${height}"
      alt="Screenshot at ${what}${text === '' ? '' : `: ${text}`}"
    />
    <figcaption class="small soft">The screen at ${what}</figcaption>
  </figure>`;
}

/** Steps down, passes across. */
function steps(passes: readonly ToldPass[], where: string): Html {
  const longest = passes.toSorted((a, b) => b.steps.length - a.steps.length)[0];
  if (longest === undefined) return html``;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Steps and their times: ${where}">
    <table class="steps">
      <thead>
        <tr>
          <th scope="col">Step</th>
          ${passes.map((_, index) => html`<th scope="col">Pass ${index + 1}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${longest.steps.map(
          ({ what }, index) =>
            html`<tr>
              <th scope="row">${index + 1}. ${what}</th>
              ${passes.map((pass) => time(pass.steps[index]))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function time(step: ToldPass['steps'][number] | undefined): Html {
  if (step === undefined) return html`<td><span class="vh">not reached</span></td>`;
  return html`<td class="${STATES[step.state]}">
    ${icon(STATES[step.state])}<span class="vh">${STATE_WORDS[step.state]}, </span>${seconds(step.durationMs)}
  </td>`;
}

function complaints({ complaints: some, notContacted }: ToldJourney): Html {
  if (some.length === 0 && notContacted.length === 0) return html``;
  return html`<details>
    <summary>What the browser complained about (${some.length + notContacted.length})</summary>
    <ul class="small">
      ${some.map((text) => html`<li><code>${text}</code></li>`)}
      ${notContacted.map((host) => html`<li>not contacted, since the target file does not name it: <code>${host}</code></li>`)}
    </ul>
  </details>`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
