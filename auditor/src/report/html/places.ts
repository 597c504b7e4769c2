import type { Place } from '../../core/scorecard.ts';
import type { ReportInput } from '../input.ts';
import { plural } from '../text/words.ts';
import { html, slug, type Html } from './html.ts';
import { block, statusLabel } from './parts.ts';

/** Gates and rows as tiles, each with its status in words. */
export function placesSection({ scorecard, profile }: ReportInput): Html {
  const bounds = new Map(profile.gates.map((gate) => [gate.id, gate.bound]));
  return block(
    {
      id: 'scorecard',
      title: 'Scorecard',
      lead: 'A gate or row passes only when every check behind it passed on evidence. What could not be asked is unproven, never passed.',
    },
    [
      tiles('gate', 'Gates: not one may fail or stay unproven', scorecard.gates, bounds),
      tiles('row', 'The rows of the scorecard', scorecard.rows, new Map()),
    ],
  );
}

function tiles(
  kind: 'gate' | 'row',
  title: string,
  places: readonly Place[],
  bounds: ReadonlyMap<string, string>,
): Html {
  if (places.length === 0) return html``;
  return html`<h3 class="sub">${title}</h3>
    <ul class="tiles">
      ${places.map(
        (place) =>
          html`<li class="tile ${place.status}" id="${slug(kind, place.id)}">
            ${statusLabel(place.status)}
            <h4>${place.title}</h4>
            <p>${remark(place) ?? bounds.get(place.id)}</p>
          </li>`,
      )}
    </ul>`;
}

function remark({ status, because, checks }: Place): Html | string | undefined {
  if (status === 'fail') {
    return html`${plural(checks.length, 'check')} looked; <a href="#findings">see the proof</a>`;
  }
  if (status === 'pass') return `${plural(checks.length, 'check')} passed on evidence`;
  return because;
}
