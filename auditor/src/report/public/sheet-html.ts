import { html, trusted } from '../html/html.ts';
import { icon, ICONS, prose } from '../html/parts.ts';
import { sha256Base64 } from '../html/sha256.ts';
import { BASE_STYLE } from '../html/style-base.ts';
import type { Sheet } from './sheet.ts';

const STYLE = `${BASE_STYLE}
main{max-width:52rem;padding-top:2rem;padding-bottom:3rem}
h1{font-size:1.9rem;letter-spacing:-.02em}
.lead{color:var(--soft);margin-top:.4rem}
.answer{display:flex;gap:.75rem;align-items:center;margin-top:1.25rem;font-size:1.5rem;font-weight:650;color:var(--tone);border-left:6px solid var(--solid);padding:.5rem 1rem;background:var(--tint);border-radius:6px}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,14rem),1fr));gap:.6rem 1.5rem;margin-top:1.25rem;font-size:.875rem}
.facts dt{color:var(--soft);font-size:.8125rem}
h2{font-size:1.125rem;margin:1.75rem 0 .6rem}
.entries li{display:grid;grid-template-columns:8.5rem 1fr;gap:.1rem 1rem;padding:.5rem 0;border-top:1px solid var(--line)}
.entries h3{font-size:.9375rem}
.entries p{font-size:.8125rem;color:var(--soft);line-height:1.45;grid-column:2}
section p{font-size:.875rem}
pre{background:var(--sunk);border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem;margin-top:.5rem;white-space:pre-wrap;overflow-wrap:anywhere}
@media (max-width:34rem){.entries li{grid-template-columns:1fr}.entries p{grid-column:1}}
@media print{html{font-size:9.5px}main{padding-top:0}.entries li{break-inside:avoid;padding:.3rem 0}h2{margin:1rem 0 .3rem}}
`;

const STYLE_ELEMENT = trusted(`<style>${STYLE}</style>`);
const POLICY = `default-src 'none'; style-src 'sha256-${sha256Base64(STYLE)}'; img-src data:; base-uri 'none'; form-action 'none'`;

/** The page as one HTML file without a script: to send, to print, or to put online. */
export function sheetHtml({ title, lead, answer, facts, entriesTitle, entries, closing }: Sheet): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${STYLE_ELEMENT}
      </head>
      <body>
        ${ICONS}
        <main>
          <h1>${title}</h1>
          <p class="lead">${lead}</p>
          ${answer !== undefined && html`<p class="answer ${answer.status}">${icon(answer.status)}${answer.words}</p>`}
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
          )}
        </main>
      </body>
    </html> `.markup;
}
