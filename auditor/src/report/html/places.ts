import type { CheckResult, Place } from '../../core/scorecard.ts';
import type { ReportInput } from '../input.ts';
import { plural } from '../text/words.ts';
import { html, slug, type Html } from './html.ts';
import { block, statusLabel } from './parts.ts';

/** Gates and rows as tiles, each with its status in words. */
export function placesSection({ scorecard, profile }: ReportInput): Html {
  const bounds = new Map(profile.gates.map((gate) => [gate.id, gate.bound]));
  const results = new Map(scorecard.checks.map((one) => [one.id, one]));
  const tiles = (kind: 'gate' | 'row', title: string, places: readonly Place[]) =>
    places.length === 0
      ? ''
      : html`<h3 class="sub">${title}</h3>
          <ul class="tiles">
            ${places.map((place) => tile(kind, place, results, kind === 'gate' ? bounds.get(place.id) : undefined))}
          </ul>`;
  return block(
    {
      id: 'scorecard',
      title: 'Scorecard',
      lead: 'A gate or row passes only when every check behind it passed on evidence. What could not be asked is unproven, never passed.',
    },
    [
      tiles('gate', 'Gates: not one may fail or stay unproven', scorecard.gates),
      tiles('row', 'The rows of the scorecard', scorecard.rows),
    ],
  );
}

function tile(kind: string, place: Place, results: Results, bound: string | undefined): Html {
  return html`<li class="tile ${place.status}" id="${slug(kind, place.id)}">
    ${statusLabel(place.status)}
    <h4>${place.title}</h4>
    ${bound !== undefined && html`<p>${bound}</p>`}
    <p class="remark">${remark(place, results)}</p>
  </li>`;
}

type Results = ReadonlyMap<string, CheckResult>;

function remark({ status, because, checks, attested }: Place, results: Results): Html | string | undefined {
  if (status !== 'fail' && status !== 'pass') return because;
  const known = checks.flatMap((id) => results.get(id) ?? []);
  const failed = known.filter((one) => one.status === 'fail');
  const [first] = failed;
  if (first !== undefined) {
    return html`<a href="#${slug('check', first.id)}"
      >${failed.length} of ${plural(checks.length, 'check')} failed</a
    >`;
  }
  const remarks = known.flatMap((one) => one.findings);
  const suspected = remarks.some((one) => one.level === 'fail' && one.certainty === 'probable');
  const advised = remarks.some((one) => one.level === 'advice');
  return html`${plural(checks.length, 'check')}
  passed${suspected && html`, <a href="#suspected">with a suspicion</a>`}${!suspected && advised && html`, <a href="#advice">with advice</a>`}${attested !== undefined && html`, attested by ${attested.join('; ')}`}`;
}
