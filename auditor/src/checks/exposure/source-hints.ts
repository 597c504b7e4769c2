import { defineCheck } from '../../core/check.ts';
import type { Evidence, Gathered } from '../../core/evidence.ts';
import { advice, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { SourceHint, type SourceHintData, type SourceHintEvidence } from '../../evidence/source-hint.ts';

/**
 * Only ever gives advice, and stands in no gate, row or step: code can be guarded where nobody sees it, and the other checks
 * ask the product itself.
 */
export const sourceHints = defineCheck({
  id: 'exposure/source-hints',
  decides: [],
  title: 'The source was read for routes and queries that do not ask whose data it is',
  why: 'Reading finds the places that no list of routes names, and tells an engineer in which line to begin.',
  passes:
    'The repository holds source files that could be read. What looks unguarded is listed as advice; it is no proof and fails nothing.',
  sources: [
    { article: 'b2b-onboarding', step: 1 },
    { article: 'b2b-onboarding', step: 2 },
    { owasp: 'API1:2023' },
    { owasp: 'API5:2023' },
    { cwe: 862 },
    { cwe: 639 },
  ],
  needs: { source: SourceHint },
  judge: ({ source }) => decideEach(byPlace(source), decide),
  fix: {
    minutes: 45,
    deliverable: 'hardening',
    steps: [
      'Ask who is calling in the handler or server action itself, not only in a middleware or on the page.',
      'Put the owner or tenant into the condition of each query that takes an id from the request.',
      'List every route in the target file, so that the run asks it.',
    ],
  },
  absentKey: 'repo',
});

type Piece = SourceHintEvidence;
type Placed = Extract<Piece, { about: 'hint' }>;
type Called = Extract<Piece, { about: 'called' }>;

/** What is told together: how much was read, the hints of one kind, and all that could not be asked. */
type Group =
  | { readonly about: 'reading'; readonly reading: Extract<Piece, { about: 'reading' }> }
  | { readonly about: 'hints'; readonly hints: readonly Placed[] }
  | { readonly about: 'called'; readonly called: Called }
  | { readonly about: 'unlisted' | 'uncalled'; readonly places: readonly string[] };

function byPlace({ evidence, missing }: Gathered<Piece>): Gathered<Group> {
  const groups = new Map<string, Evidence<Group>>();
  for (const one of evidence) {
    const { data } = one;
    const key = keyOf(data);
    groups.set(key, { ...one, data: joined(groups.get(key)?.data, data) });
  }
  return { evidence: [...groups.values()], missing };
}

function keyOf(data: Piece): string {
  if (data.about === 'hint') return data.hint.kind;
  return data.about === 'called' ? `called|${data.action.file}|${data.action.name}` : data.about;
}

function joined(group: Group | undefined, data: Piece): Group {
  if (data.about === 'reading') return { about: 'reading', reading: data };
  if (data.about === 'called') return { about: 'called', called: data };
  if (data.about === 'hint')
    return { about: 'hints', hints: [...(group?.about === 'hints' ? group.hints : []), data] };
  const earlier = group?.about === data.about && 'places' in group ? group.places : [];
  const place =
    data.about === 'unlisted'
      ? `${data.route.id} (${data.route.file}:${data.route.line})`
      : `${data.action.name} (${data.action.file}:${data.action.line})`;
  return { about: data.about, places: [...earlier, place] };
}

/** Places that one finding names. */
const MOST = 10;

function decide(group: Group): Decision {
  if (group.about === 'hints') return decideHints(group.hints);
  if (group.about === 'reading') return decideReading(group.reading);
  if (group.about === 'called') return decideCalled(group.called);
  const count = group.places.length;
  const what =
    group.about === 'unlisted'
      ? `The source declares ${count} ${count === 1 ? 'route' : 'routes'} that no list of the target file names, so the run asked nothing of ${count === 1 ? 'it' : 'them'}: ${some(group.places)}.`
      : `${count} server ${count === 1 ? 'action' : 'actions'} could not be called, because no build of the app says under which id: ${some(group.places)}. Build the app in its folder before the run; older versions of Next.js do not name the actions of a build.`;
  return advice({ where: 'repository', key: group.about, what, exhibits: [], certainty: 'probable' });
}

function decideReading({ files, unread, cut }: Extract<Piece, { about: 'reading' }>): Decision {
  if (files === 0)
    return undecided('the repository holds no JavaScript or TypeScript source', 'repo: ./path/to/the/app');
  // Some generated file can always not be read; only where it is many is it worth a word.
  if (cut === undefined && unread * 5 < files) return held;
  const parts = [
    ...(cut === undefined ? [] : [`only a part of the repository was read, because ${cut}`]),
    ...(unread === 0 ? [] : [`${unread} of ${files} source files could not be read as code`]),
  ];
  const what = `${capital(parts.join(', and '))}: there may be more than is listed here.`;
  return advice({ where: 'repository', key: 'partly', what, exhibits: [], certainty: 'probable' });
}

/** Without a planted word in it, an answer is no proof; and what throws cannot be told from what breaks. */
function decideCalled({ action, exchange, outcome, because }: Called): Decision {
  if (outcome === 'refused') return held;
  const what =
    outcome === 'answered'
      ? `The server action ${action.name} (line ${action.line}) was called without a credential, and ${because}, as if it had not asked who is calling.`
      : `The server action ${action.name} (line ${action.line}) was called without a credential, and whether it asked who is calling cannot be told: ${because}.`;
  const exhibits = [{ exchange, role: 'the call by nobody', marks: [] }];
  return advice({ where: action.file, key: `called|${action.name}`, what, exhibits, certainty: 'probable' });
}

/** One finding for one habit: what a product forgets, it forgets in forty files. */
function decideHints(hints: readonly Placed[]): Decision {
  const [first, ...others] = hints;
  if (first === undefined) return held;
  const { kind, file, line, what, snippet } = first.hint;
  return advice({
    where: 'repository',
    key: kind,
    what: [
      `${file}:${line}: ${what}`,
      `It reads: ${quoted(snippet)}`,
      ...(others.length === 0 ? [] : [`The same at ${some(others.map(placeOf))}.`]),
      ABOUT[kind],
    ].join(' '),
    exhibits: [],
    certainty: 'probable',
  });
}

function placeOf({ hint, operation }: Placed): string {
  const at = `${hint.file}:${hint.line}`;
  if (hint.route === undefined) return at;
  return operation === undefined ? `${at} (${hint.route}, not asked)` : `${at} (${hint.route})`;
}

const ABOUT: { readonly [kind in SourceHintData['kind']]: string } = {
  'route-without-guard': 'If it is meant to be open, list it under routes.public.',
  'middleware-only-auth': 'A middleware can be walked around; ask again where the data is read.',
  'server-action-without-check': 'A server action is a public address, whatever page it stands on.',
  'client-side-check': 'Hiding a button is no protection.',
  'query-without-owner-filter': 'Compare the owner or tenant in the query itself.',
};

function quoted(snippet: string): string {
  return `\`${snippet
    .split('\n')
    .map((line) => line.trim())
    .join(' ')}\`.`;
}

function some(places: readonly string[]): string {
  const shown = places.slice(0, MOST).join(', ');
  return places.length > MOST ? `${shown} and ${places.length - MOST} more` : shown;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
