import type { Gathered } from '../../core/evidence.ts';
import {
  advice,
  broken,
  decideEach,
  held,
  undecided,
  type Decision,
  type FindingDraft,
  type Verdict,
} from '../../core/verdict.ts';
import type { SecretScan, SecretSighting } from '../../evidence/secret-scan.ts';

/** What one search says: how much was looked at, and each thing that was found. */
type Piece =
  | { readonly about: 'search'; readonly scan: SecretScan }
  | { readonly about: 'sighting'; readonly sighting: SecretSighting }
  | { readonly about: 'settings'; readonly path: string };

/** Judges searches through files. Only what has a vendor's own shape, and what nobody may have, fails. */
export function judgeScans(scans: Gathered<SecretScan>): Verdict {
  const evidence = scans.evidence.flatMap((one) => piecesOf(one.data).map((data) => ({ ...one, data })));
  return decideEach({ evidence, missing: scans.missing }, decide);
}

function piecesOf(scan: SecretScan): readonly Piece[] {
  return [
    { about: 'search', scan },
    ...scan.sightings.map((sighting): Piece => ({ about: 'sighting', sighting })),
    ...scan.settings.map((path): Piece => ({ about: 'settings', path })),
  ];
}

function decide(piece: Piece): Decision {
  if (piece.about === 'sighting') return decideSighting(piece.sighting, piece.sighting.where);
  if (piece.about === 'settings') return decideSettings(piece.path);
  const { files, place, cut } = piece.scan;
  if (files === 0) return undecided(`${place} held no file that could be read`);
  return cut === undefined ? held : undecided(`only a part of ${place} was searched: ${cut}`);
}

/** Made for people who try the code: keys in such files are mostly made up, and some are not. */
const FOR_TESTS =
  /(?:^|\/)(?:tests?|__tests__|specs?|fixtures?|testdata|mocks?|__mocks__|testbed|e2e|examples?|docs?)\/|\.(?:test|spec)\.\w+:|\.mdx?:/i;

/**
 * Decides one value that has the shape of a credential, in a place where whoever reads it may use it.
 *
 * @param exposed the place is open to the public, so that what needs a condition must be told too
 */
export function decideSighting(
  sighting: SecretSighting,
  where: string,
  { exposed = false, exhibits = [] }: { exposed?: boolean; exhibits?: FindingDraft['exhibits'] } = {},
): Decision {
  const { title, masked, exposure, provided, rule, loose } = sighting;
  const draft = { where, key: `${rule}|${masked}`, exhibits };
  const what = `${article(title)} (${masked}) stands in ${where}.`;
  if (exposure === 'public') return held;
  if (exposure === 'conditional') {
    if (!exposed) return held;
    return advice({
      ...draft,
      certainty: 'probable',
      what: `${what} That is all right as long as ${provided ?? 'it is restricted'}.`,
    });
  }
  if (loose === true)
    return advice({
      ...draft,
      certainty: 'probable',
      what: `${article(title)} stands in ${where}; nobody but you can tell whether it opens anything.`,
    });
  if (!exposed && FOR_TESTS.test(where))
    return advice({
      ...draft,
      certainty: 'probable',
      what: `${what} If it was made up for a test, nothing is lost.`,
    });
  return broken({
    ...draft,
    what: `${what} Whoever reads it can use it: change the key at the vendor, then remove it.`,
  });
}

function decideSettings(path: string): Decision {
  return advice({
    where: path,
    key: 'settings',
    certainty: 'probable',
    what: `${path} is in the repository, or would be with the next commit. Files of settings stay on the machine they are for: name it in .gitignore.`,
    exhibits: [],
  });
}

function article(title: string): string {
  return /^[aeiouAEIOU]/.test(title) ? `An ${title}` : `A ${title}`;
}
