import { isYaml, type OpenQuestion } from '../open-questions.ts';
import { plural } from '../text/words.ts';
import { html, type Html } from './html.ts';
import { block, copyButton } from './parts.ts';

const MOST_REASONS = 60;
const MOST_OTHERS = 20;
const MOST_TITLES = 8;

/** What could not be decided, by reason, with what to add to the target file. */
export function openSection(open: readonly OpenQuestion[]): Html {
  if (open.length === 0) return html``;
  const hidden = open.length - MOST_REASONS;
  return block(
    {
      id: 'unproven',
      title: 'Unproven',
      lead: 'What could not be decided, and what would decide it. Nothing here counts as passed.',
    },
    [
      html`<div class="asks">${open.slice(0, MOST_REASONS).map(card)}</div>`,
      hidden > 0
        ? html`<p class="small soft">and ${plural(hidden, 'more reason')} in scorecard.json</p>`
        : '',
    ],
  );
}

function card({ because, others, add, checks, questions, blocks }: OpenQuestion, index: number): Html {
  const titles = checks.length > 0 ? checks.map((check) => check.title) : blocks;
  const more = titles.length - MOST_TITLES;
  return html`<article class="card ask-card unproven">
    <h3>${sentence(because)}</h3>
    <p class="for">
      Leaves open:
      ${titles.slice(0, MOST_TITLES).join(' · ')}${more > 0 && ` · and ${more} more`}${questions > 1 && ` (${plural(questions, 'question')})`}
    </p>
    ${
      others.length > 0 &&
      html`<details>
        <summary>${plural(others.length, 'more reason')}</summary>
        <ul class="plain">
          ${others.slice(0, MOST_OTHERS).map((one) => html`<li>${one}</li>`)}
        </ul>
      </details>`
    }
    ${add !== undefined && remedy(add, `add-${index}`)}
  </article> `;
}

function remedy(add: string, id: string): Html {
  if (!isYaml(add)) return html`<p class="add"><b>Add to the target file:</b> ${add}</p>`;
  return html`<div class="add">
    <div class="head"><span>Add to the target file</span>${copyButton(id, 'the lines')}</div>
    <pre class="yaml" id="${id}" tabindex="0">${add}</pre>
  </div>`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
