import type { Status } from '../../core/verdict.ts';
import { accessMatrix, ACCESS_WORDS, type AccessRow, type AccessState } from '../matrix.ts';
import { plural } from '../text/words.ts';
import { html, type Html } from './html.ts';
import { block, icon } from './parts.ts';

const LOOKS: { readonly [state in AccessState]: Status } = {
  proven: 'fail',
  held: 'pass',
  'not-assessed': 'unproven',
  public: 'not-applicable',
};

const MOST_OPERATIONS = 300;

/** Who got where: operations down, people across. */
export function matrixSection(rows: readonly AccessRow[] | undefined): Html {
  if (rows === undefined || rows.length === 0) return html``;
  const { columns, lines } = accessMatrix(rows);
  const hidden = lines.length - MOST_OPERATIONS;
  return block(
    {
      id: 'access',
      title: 'Who can reach what',
      lead: 'Each answer is about what somebody else owns. Held means that the owner’s own call showed the planted word and this one did not.',
    },
    html`<div class="card scroll" tabindex="0" role="region" aria-label="Access matrix">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">Operation</th>
            ${columns.map(
              ({ identity, relation }) =>
                html`<th scope="col">${identity}<br /><span class="soft">${relation}</span></th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${lines.slice(0, MOST_OPERATIONS).map(
            ({ operation, cells }) =>
              html`<tr>
                <th scope="row"><code>${operation}</code></th>
                ${cells.map(cell)}
              </tr>`,
          )}
        </tbody>
      </table>
      ${hidden > 0 && html`<p class="small soft">and ${plural(hidden, 'more operation')} in the CSV file</p>`}
    </div>`,
  );
}

function cell(row: AccessRow | undefined): Html {
  if (row === undefined) return html`<td><span class="soft">Not asked</span></td>`;
  const status = LOOKS[row.state];
  return html`<td>
    <span class="status ${status}">${icon(status)}${ACCESS_WORDS[row.state]}</span
    ><span class="why">${row.because}</span>
  </td>`;
}
