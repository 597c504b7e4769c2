import type { Status } from '../../core/verdict.ts';
import type { Piece } from '../text/excerpt.ts';
import { STATUS_WORDS } from '../text/words.ts';
import { html, trusted, type Html, type Value } from './html.ts';

/** Drawn once; used by name everywhere. Each status has its own shape, not only its own colour. */
export const ICONS: Html = trusted(`<svg class="vh" aria-hidden="true" focusable="false"><defs>
<symbol id="i-fail" viewBox="0 0 24 24"><path d="M6.4 4.3 12 9.9l5.6-5.6 2.1 2.1-5.6 5.6 5.6 5.6-2.1 2.1-5.6-5.6-5.6 5.6-2.1-2.1L9.9 12 4.3 6.4z"/></symbol>
<symbol id="i-unproven" viewBox="0 0 24 24"><path d="M12 3.2c-3.1 0-5.3 1.9-5.6 4.8l3 .4c.2-1.5 1.1-2.4 2.6-2.4 1.4 0 2.4.8 2.4 2.1 0 1-.5 1.6-1.7 2.5-1.6 1.1-2.3 2.2-2.3 4v.9h3v-.6c0-1.1.4-1.6 1.6-2.5 1.6-1.1 2.6-2.4 2.6-4.4 0-2.8-2.3-4.8-5.6-4.8zM10.2 17.4h3.4v3.4h-3.4z"/></symbol>
<symbol id="i-pass" viewBox="0 0 24 24"><path d="m9.6 19.2-6.3-6.3 2.2-2.2 4.1 4.1 8.9-8.9 2.2 2.2z"/></symbol>
<symbol id="i-not-applicable" viewBox="0 0 24 24"><path d="M5 10.4h14v3.2H5z"/></symbol>
</defs></svg>`);

/** A status' sign. Decorative: the word stands beside it. */
export function icon(status: Status): Html {
  return html`<svg class="icon" aria-hidden="true"><use href="#i-${status}"></use></svg>`;
}

export function statusLabel(status: Status): Html {
  return html`<span class="status ${status}">${icon(status)}${STATUS_WORDS[status]}</span>`;
}

/** Captured text with its proof marked. */
export function pieces(some: readonly Piece[]): Html {
  return html`${some.map(({ kind, text }) => {
    if (kind === 'proof') return html`<mark>${text}</mark>`;
    return kind === 'cut' ? html`<span class="cut">… ${text} …</span>` : text;
  })}`;
}

/** A sentence of ours or of a check, in which backticks enclose code. */
export function prose(text: string): Html {
  return html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** A sentence with routes in it, which may break at their slashes rather than in the middle of a word. */
export function breakable(text: string): Html {
  return html`${text.split('/').map((part, at) => (at === 0 ? part : html`/<wbr />${part}`))}`;
}

/** A button that copies the element of that id; without JavaScript it does not show. */
export function copyButton(id: string, what: string): Html {
  return html`<button type="button" data-copy="${id}" data-needs-script hidden aria-label="Copy ${what}">
    Copy
  </button>`;
}

interface Block {
  readonly id: string;
  readonly title: string;
  readonly lead?: Value;
  readonly tools?: Html | undefined;
}

/** A section of the page with its heading. */
export function block({ id, title, lead, tools }: Block, body: Value): Html {
  return html`<section class="block" id="${id}" aria-labelledby="${id}-title">
    <header>
      <div>
        <h2 id="${id}-title">${title}</h2>
        ${lead === undefined ? '' : html`<p>${lead}</p>`}
      </div>
      ${tools}
    </header>
    ${body}
  </section> `;
}
