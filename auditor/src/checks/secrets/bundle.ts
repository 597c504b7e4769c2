import { defineCheck, flag, gate, row, step } from '../../core/check.ts';
import type { Gathered } from '../../core/evidence.ts';
import {
  advice,
  allOf,
  decideEach,
  held,
  undecided,
  type Decision,
  type Verdict,
} from '../../core/verdict.ts';
import { BundleFolderSecrets, type SecretScan } from '../../evidence/secret-scan.ts';
import {
  ServedBundle,
  ServedFile,
  type ServedBundleData,
  type ServedFileData,
} from '../../evidence/served-file.ts';
import { decideSighting, judgeScans } from './sightings.ts';

/** Nothing that the browser loads holds a credential. */
export const secretsInBundle = defineCheck({
  id: 'secrets/bundle',
  decides: [
    row('secrets'),
    gate('secrets'),
    step('B3'),
    step('M3'),
    step('H1'),
    step('I2'),
    step('C3'),
    flag('B-flag-2'),
    flag('M-flag-3'),
    flag('H-flag-1'),
    flag('I-flag-2'),
  ],
  title: 'Nothing that the browser loads holds a credential',
  why: 'Whatever is in the bundle, everybody has: a key in it is used by strangers, on your bill, within hours.',
  passes:
    'The pages of the app, their scripts and source maps were loaded as anybody can, and searched for the shapes that vendors document. Keys that are made to be public are information.',
  sources: [
    { article: 'b2b-onboarding', step: 3 },
    { article: 'marketplace-onboarding', step: 3 },
    { article: 'team-handover', step: 1 },
    { article: 'internal-ops', step: 2 },
    { article: 'first-100-members', step: 3 },
    { owasp: 'API8:2023' },
    { cwe: 798 },
  ],
  needs: { served: ServedBundle, files: ServedFile, folder: BundleFolderSecrets },
  judge: ({ served, files, folder }) => judge(served, files, folder),
  fix: {
    minutes: 90,
    deliverable: 'secret-audit',
    steps: [
      'Make a new key at the vendor and revoke the old one: it has been seen.',
      'Move the call that needs it behind a route of your server, which asks who is calling and limits how often.',
      'Take it out of variables that are put into the browser: NEXT_PUBLIC_, VITE_, REACT_APP_, EXPO_PUBLIC_.',
      'Do not publish source maps; upload them to the error tracker instead.',
    ],
  },
  absentKey: 'browser',
});

/** What the browser loads decides. The folder of the build stands in for it only where nothing could be loaded. */
function judge(
  served: Gathered<ServedBundleData>,
  files: Gathered<ServedFileData>,
  folder: Gathered<SecretScan>,
): Verdict {
  const wasLoaded = served.evidence.some(({ data }) => data.pages > 0);
  const ofFolder = folder.evidence.length > 0 ? [judgeScans(folder)] : [];
  if (!wasLoaded && ofFolder.length > 0) return allOf(ofFolder);
  const ofFiles = files.evidence.length > 0 ? [decideEach(files, decideFile)] : [];
  return allOf([decideEach(served, decideLoad), ...ofFiles, ...ofFolder]);
}

function decideLoad({ pages, maps, cut, because }: ServedBundleData): Decision {
  if (pages === 0)
    return undecided(because ?? 'the app showed no page', 'app: https://app.example.com\nbundle: ./dist');
  if (cut !== undefined) return undecided(`not all of the front end was searched: ${cut}`, 'bundle: ./dist');
  const [map] = maps;
  if (map === undefined) return held;
  return advice({
    where: map.path,
    key: 'source map',
    what: `Anybody can load the source map ${map.path}${maps.length > 1 ? ` and ${maps.length - 1} more` : ''}, and with it the source of the front end.`,
    exhibits: [{ exchange: map.exchange, role: 'the source map', marks: [] }],
  });
}

function decideFile({ path, exchange, sighting }: ServedFileData): Decision {
  if (sighting === undefined) return held;
  const exhibits = [{ exchange, role: 'the file', marks: [] }];
  return decideSighting(sighting, path, { exposed: true, exhibits });
}
