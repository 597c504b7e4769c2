import { html, type Html } from '../html/html.ts';
import { icon, prose } from '../html/parts.ts';
import { standalonePage } from '../html/standalone-page.ts';
import type { Status } from '../../core/verdict.ts';
import type { Pack } from './pack.ts';
import { GAP_WORD, gapsOf, type Block, type Line, type Paper, type Tick } from './paper.ts';

const STYLE = `
.contents{columns:2 18rem;border:1px solid var(--line);border-radius:8px;background:var(--card);padding:.8rem 1.1rem;margin-top:1.2rem}
.contents li{break-inside:avoid;padding:.12rem 0}
.paper{border-top:2px solid var(--line);margin-top:2.2rem;padding-top:.4rem}
.paper>h2{font-size:1.4rem;margin:.8rem 0 .2rem}
.paper .part{margin-top:1rem}
.gap{color:var(--unproven);background:var(--unproven-tint);border-radius:4px;padding:.05rem .3rem;box-decoration-break:clone}
.gap b{font-weight:650}
.part ol{padding-left:1.9rem}
.part ol li{padding:.15rem 0}
.tick{display:grid;grid-template-columns:9rem 1fr;gap:.1rem .8rem;padding:.45rem 0;border-top:1px solid var(--line)}
.tick p{grid-column:2;color:var(--soft);font-size:.85rem}
.tick .status{color:var(--tone);display:inline-flex;gap:.35rem;align-items:center;font-weight:600}
.wide{overflow-x:auto;margin-top:.5rem}
.wide table{border-collapse:collapse;width:100%}
.wide th{text-align:left;font-weight:600;color:var(--soft)}
.wide th,.wide td{border-top:1px solid var(--line);padding:.35rem .6rem .35rem 0;vertical-align:top;min-width:4.5rem}
.wide td:first-child{min-width:6rem}
@media (max-width:34rem){main{padding-left:1rem;padding-right:1rem}.tick{grid-template-columns:1fr}.tick p{grid-column:1}.wide thead{display:none}.wide table,.wide tbody,.wide tr,.wide td{display:block}.wide tr{border-top:1px solid var(--line);padding:.35rem 0}.wide td{border:0;padding:.05rem 0}.wide td:empty{display:none}.wide td:first-child{font-weight:600}.wide td:not(:first-child)[data-label]::before{content:attr(data-label) ": ";color:var(--soft)}}
@media print{.paper{break-before:page;border-top:0}.wide{overflow:visible}.contents{columns:1}}
`;

const TICKS: { readonly [state in Tick['state']]: { readonly status: Status; readonly words: string } } = {
  done: { status: 'pass', words: 'Shown' },
  attested: { status: 'unproven', words: 'Attested' },
  open: { status: 'unproven', words: 'Not proven' },
  failed: { status: 'fail', words: 'Not so' },
  'not-applicable': { status: 'not-applicable', words: 'Not applicable' },
};

/** The pack as one page: to read, to print, to send. */
export function packHtml({ title, lead, papers }: Pack): string {
  return standalonePage({
    title,
    lead,
    style: STYLE,
    body: html`<nav class="contents" aria-label="Papers">
        <ul>
          ${papers.map(contentsLine)}
        </ul>
      </nav>
      ${papers.map(paperPart)}`,
  });
}

function contentsLine(paper: Paper): Html {
  const gaps = gapsOf(paper).length;
  return html`<li>
    <a href="#${paper.file}">${paper.title}</a>${gaps > 0 && html` <span class="soft">gaps: ${gaps}</span>`}
  </li>`;
}

function paperPart({ file, title, lead, parts }: Paper): Html {
  return html`<section class="paper" id="${file}">
    <h2>${title}</h2>
    <p class="soft">${prose(lead)}</p>
    ${parts.map(
      (part) =>
        html`<div class="part">
          <h3>${part.title}</h3>
          ${part.blocks.map(blockPart)}
        </div>`,
    )}
  </section>`;
}

function blockPart(block: Block): Html {
  switch (block.kind) {
    case 'text':
      return html`<p>${linePart(block.line)}</p>`;
    case 'steps':
      return html`<ol>
        ${block.lines.map((line) => html`<li>${linePart(line)}</li>`)}
      </ol>`;
    case 'list':
      return html`<ul class="dots">
        ${block.lines.map((line) => html`<li>${linePart(line)}</li>`)}
      </ul>`;
    case 'ticks':
      return html`<ul>
        ${block.ticks.map(tickPart)}
      </ul>`;
    case 'table':
      return html`<div class="wide" tabindex="0" role="group" aria-label="Table">
        <table>
          <thead>
            <tr>
              ${block.head.map((cell) => html`<th scope="col">${cell}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${block.rows.map(
              (row) =>
                html`<tr>
                  ${row.map((cell, at) => cellPart(cell, block.head[at] ?? ''))}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
    case 'code':
      return html`<pre tabindex="0">${block.text}</pre>`;
  }
}

/** On a narrow screen each row stands as a block, and its cells say which column they are. */
function cellPart(cell: Line, column: string): Html {
  if (cell === '') return html`<td></td>`;
  return column === ''
    ? html`<td>${linePart(cell)}</td>`
    : html`<td data-label="${column}">${linePart(cell)}</td>`;
}

function tickPart({ state, what, because }: Tick): Html {
  const { status, words } = TICKS[state];
  return html`<li class="tick">
    <span class="status ${status}">${icon(status)}${words}</span><strong>${what}</strong>
    <p>${prose(because)}</p>
  </li>`;
}

function linePart(line: Line): Html {
  if (typeof line === 'string') return prose(line);
  return html`<span class="gap"><b>${GAP_WORD}:</b> ${prose(line.gap)}</span>`;
}
