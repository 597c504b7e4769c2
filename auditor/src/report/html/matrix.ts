import { own } from '../../core/own.ts';
import type { Status } from '../../core/verdict.ts';
import {
  ACCESS_STATES,
  ACCESS_WORDS,
  accessCounts,
  accessMatrix,
  RELATION_WORDS,
  type AccessMatrix,
  type AccessRow,
  type AccessState,
} from '../matrix.ts';
import { shortFingerprint } from '../fingerprint.ts';
import { plural } from '../text/words.ts';
import { html, type Html } from './html.ts';
import { block, breakable, icon } from './parts.ts';

const LOOKS: { readonly [state in AccessState]: Status } = {
  proven: 'fail',
  unsaid: 'unproven',
  held: 'pass',
  'not-assessed': 'unproven',
  public: 'not-applicable',
};

const MOST_OPERATIONS = 300;

/** Who got where: operations down, people across. Each answer opens to its reason, without JavaScript. */
export function matrixSection(rows: readonly AccessRow[] | undefined): Html {
  if (rows === undefined || rows.length === 0) return html``;
  const matrix = accessMatrix(rows);
  const hidden = matrix.lines.length - MOST_OPERATIONS;
  return block(
    {
      id: 'access',
      title: 'Who can reach what',
      lead: 'Each answer is about what somebody else owns. Held means that the owner’s own call worked and this one did not. Open an answer to read its reason; --format csv writes the same for a spreadsheet.',
    },
    html`<details class="card fold" open>
      <summary>
        ${plural(matrix.lines.length, 'operation')},
        ${plural(matrix.columns.length, 'kind of visitor', 'kinds of visitors')}
      </summary>
      ${legend(matrix)}
      <div class="scroll" tabindex="0" role="region" aria-label="Access matrix">
        <table class="matrix">
          <caption class="vh">
            Operations and who got into them
          </caption>
          <thead>
            <tr>
              <th scope="col">Operation</th>
              ${matrix.columns.map(
                ({ identity, relation }) =>
                  html`<th scope="col">
                    ${identity}<br /><span class="soft">${own(RELATION_WORDS, relation) ?? relation}</span>
                  </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${matrix.lines.slice(0, MOST_OPERATIONS).map(
              ({ operation, cells }) =>
                html`<tr>
                  <th scope="row">${route(operation)}</th>
                  ${cells.map(cell)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${hidden > 0 && html`<p class="small soft">and ${plural(hidden, 'more operation')} in the CSV file</p>`}
    </details>`,
  );
}

function legend(matrix: AccessMatrix): Html {
  const counts = accessCounts(matrix);
  return html`<ul class="legend" aria-label="Answers by result">
    ${ACCESS_STATES.filter((state) => counts[state] > 0).map(
      (state) =>
        html`<li class="status ${LOOKS[state]}">
          ${icon(LOOKS[state])}${counts[state]} ${ACCESS_WORDS[state].toLowerCase()}
        </li>`,
    )}
  </ul>`;
}

/** Breaks where a path has its joints. */
function route(operation: string): Html {
  const [method = '', ...path] = operation.split(' ');
  return html`<code><b>${method}</b> ${breakable(path.join(' '))}</code>`;
}

/** What was not assessed is what a table has most of: its word is for those who do not see the sign. */
function cell(row: AccessRow | undefined): Html {
  if (row === undefined) return html`<td><span class="soft">Not asked</span></td>`;
  const { state, because, finding } = row;
  const status = LOOKS[state];
  const quiet = state === 'not-assessed' || state === 'public';
  return html`<td class="${state}">
    <details class="reason">
      <summary title="${because}">
        <span class="status ${status}"
          >${icon(status)}<span class="${quiet && 'vh'}">${ACCESS_WORDS[state]}</span></span
        >
      </summary>
      <p>${because}${finding !== undefined && html` <code>${shortFingerprint(finding)}</code>`}</p>
    </details>
  </td>`;
}
