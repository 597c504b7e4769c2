import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { Exhibit } from '../../core/finding.ts';
import { showExhibit, type Cited } from '../exhibits.ts';
import { excerpt } from '../text/excerpt.ts';
import { grouped } from '../text/words.ts';
import { html, type Html } from './html.ts';
import { pieces } from './parts.ts';

/** About two kilobytes of an answer, and less of what was sent: it is ours, and known. */
const ANSWER = { limit: 2_000, around: 420, indented: true };
const SENT = { limit: 700, around: 0 };
const HEADERS = { limit: 1_500, around: 0 };

/**
 * One exchange as a card: who asked what, and the part of the answer that carries the proof.
 *
 * @param afterControl the first exchange of a finding is its control: what is marked there is where it belongs
 */
export function exhibitCard(exhibit: Exhibit, input: Cited, afterControl = false): Html {
  const shown = showExhibit(exhibit, input, ANSWER);
  const { exchange, role, method, address, result, proofHeaders, body, note } = shown;
  const decides = afterControl && exhibit.marks.some((mark) => mark !== '');
  const label = `Answer to ${role}`;
  return html`<div class="exhibit ${decides && 'decides fail'}" role="group" aria-label="${role}">
    <header>
      <h5>${role}${decides && html` <span class="tag fail">the proof</span>`}</h5>
      <span class="small soft">${exchange === undefined ? '' : `as ${exchange.as}`}</span>
    </header>
    <p class="line">
      <b>${method}</b> <code>${address}</code> → <span class="code">${result}</span>
      <span class="small soft">${exchange === undefined ? '' : measured(exchange)}</span>
    </p>
    ${exchange !== undefined && sent(exchange)}
    ${proofHeaders.length > 0 && html`<pre>${proofHeaders.map(({ name, value }) => html`${name}: ${pieces(value)} `)}</pre>`}
    ${body.length > 0 && html`<pre tabindex="0" role="group" aria-label="${label}">${pieces(body)}</pre>`}
    ${note !== undefined && html`<p class="note">${note}</p>`}
  </div>`;
}

function measured(exchange: Exchange): string {
  const answer = answerOf(exchange);
  const took = `${grouped(Math.max(0, Math.round(exchange.durationMs)))} ms`;
  return answer === undefined ? `after ${took}` : `in ${took}, ${grouped(answer.bytes)} bytes`;
}

function sent({ request }: Exchange): Html {
  const headers = Object.entries(request.headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
  const { body } = request;
  return html`<details class="sent">
    <summary>What was sent</summary>
    <pre>
${pieces(excerpt(headers, [], HEADERS))}${
        body !== undefined && body !== '' && html` ${pieces(excerpt(body, [], SENT))}`
      }</pre>
  </details>`;
}
