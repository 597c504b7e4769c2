import { html } from '../html/html.ts';
import { icon, prose } from '../html/parts.ts';
import { standalonePage } from '../html/standalone-page.ts';
import type { Sheet } from './sheet.ts';

const STYLE = `
main{max-width:52rem}
.answer{display:flex;gap:.75rem;align-items:center;margin-top:1.25rem;font-size:1.5rem;font-weight:650;color:var(--tone);border-left:6px solid var(--solid);padding:.5rem 1rem;background:var(--tint);border-radius:6px}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,14rem),1fr));gap:.6rem 1.5rem;margin-top:1.25rem;font-size:.875rem}
.facts dt{color:var(--soft);font-size:.8125rem}
h2{font-size:1.125rem;margin-top:1.75rem}
.entries li{display:grid;grid-template-columns:8.5rem 1fr;gap:.1rem 1rem;padding:.5rem 0;border-top:1px solid var(--line);font-size:inherit}
.entries h3{font-size:.9375rem;margin:0}
.entries .status{align-self:start}
.entries p{font-size:.8125rem;color:var(--soft);line-height:1.45;grid-column:2}
section p{font-size:.875rem}
@media (max-width:34rem){.entries li{grid-template-columns:1fr}.entries p{grid-column:1}}
@media print{html{font-size:9.5px}main{padding-top:0}.entries li{break-inside:avoid;padding:.3rem 0}h2{margin:1rem 0 .3rem}}
`;

/** The page as one HTML file without a script: to send, to print, or to put online. */
export function sheetHtml({ title, lead, answer, facts, entriesTitle, entries, closing }: Sheet): string {
  return standalonePage({
    title,
    lead,
    style: STYLE,
    body: html`${answer !== undefined && html`<p class="answer ${answer.status}">${icon(answer.status)}${answer.words}</p>`}
      <dl class="facts">
        ${facts.map(
          ([term, value]) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      <h2>${entriesTitle}</h2>
      <ul class="entries">
        ${entries.map(
          ({ title: name, status, words, text, evidence }) =>
            html`<li>
              <span class="status ${status}">${icon(status)}${words}</span>
              <h3>${name}</h3>
              ${text !== '' && html`<p>${prose(text)}</p>`}
              ${evidence !== undefined && html`<p>${evidence}</p>`}
            </li>`,
        )}
      </ul>
      ${closing.map(
        ({ title: name, text, code }) =>
          html`<section>
            <h2>${name}</h2>
            <p>${text}</p>
            ${code !== undefined && html`<pre tabindex="0">${code}</pre>`}
          </section>`,
      )} `,
  });
}
