import type { SecretScan, SecretSighting } from '../../evidence/secret-scan.ts';
import { findSecrets } from '../../secrets/find-secrets.ts';
import type { SecretMatch } from '../../secrets/rule.ts';
import { git, gitText } from './git.ts';
import { eachObject } from './git-objects.ts';
import { MOST_SIGHTINGS, scanTree, type ScanResult } from './scan-files.ts';
import { toldOf } from '../../secrets/told.ts';
import { treeOf } from './working-tree.ts';

interface Hit {
  readonly object: string;
  readonly type: string;
  readonly match: SecretMatch;
}

/**
 * Searches every version of every file that a repository still holds. What is also in its files as they are now is left to
 * `scanFolder`. A value that stands in many versions is told once.
 */
export async function scanHistory(folder: string): Promise<ScanResult> {
  const top = await gitText(folder, ['rev-parse', '--is-inside-work-tree', '--is-shallow-repository']);
  if (top === undefined) return { kind: 'failed', because: `${folder} is not a git repository` };
  const { values } = scanTree('the repository', folder, await treeOf(folder));
  const hits = new Map<string, Hit>();
  let files = 0;
  let bytes = 0;
  let large = 0;
  const walked = await eachObject(
    folder,
    (object) => {
      // A tree is a list of names and checksums.
      if (object.type === 'tree') return;
      files += 1;
      bytes += object.bytes.length;
      for (const match of findSecrets(object.bytes)) {
        const key = `${match.rule.id} ${match.value}`;
        if (!values.has(match.value) && !hits.has(key) && match.rule.loose !== true)
          hits.set(key, { object: object.id, type: object.type, match });
      }
    },
    () => {
      large += 1;
    },
  );
  if (!walked.ok) return { kind: 'failed', because: walked.because };
  if (files === 0) return { kind: 'failed', because: 'the repository has no commit yet' };
  const shallow = top.includes('true\ntrue');
  const cut = shallow
    ? 'the clone is shallow: older commits are not in it (git fetch --unshallow brings them)'
    : large > 0
      ? `${large} of its objects are larger than 32 MB`
      : undefined;
  const sightings = await located(folder, [...hits.values()].slice(0, MOST_SIGHTINGS));
  const scan: SecretScan = {
    place: 'the history of the repository',
    files,
    bytes,
    sightings: [...sightings],
    settings: [],
    ...(cut === undefined ? {} : { cut }),
  };
  return { kind: 'scanned', scan };
}

/** Says in which file of which commit each hit came into the world. */
async function located(folder: string, hits: readonly Hit[]): Promise<readonly SecretSighting[]> {
  const wanted = new Set(hits.filter(({ type }) => type === 'blob').map(({ object }) => object));
  const places = wanted.size === 0 ? new Map<string, string>() : await placesOf(folder, wanted);
  return hits
    .map(({ object, type, match }) => {
      const short = object.slice(0, 10);
      if (type !== 'blob') return toldOf(match, `the message of ${type} ${short}`);
      return toldOf(match, places.get(object) ?? `object ${short}, which no branch leads to any more`);
    })
    .sort((left, right) => (left.where < right.where ? -1 : 1));
}

/** `src/config.ts in 3f2c1a9d (2026-03-01)`, by object, from the newest commit that brought it. */
async function placesOf(folder: string, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>();
  let rest = '';
  let commit = '';
  const onLine = (line: string) => {
    if (line.startsWith('commit ')) commit = line.slice('commit '.length);
    // :<mode> <mode> <before> <after> <status>\t<path>
    const [, , , after] = line.startsWith(':') ? line.split(' ', 5) : [];
    if (after !== undefined && wanted.has(after))
      places.set(after, `${line.slice(line.indexOf('\t') + 1)} in ${commit}`);
  };
  await git(
    folder,
    ['log', '--all', '--raw', '--no-abbrev', '--no-renames', '--root', '-m', '--format=commit %h (%cs)'],
    (piece) => {
      const lines = (rest + piece.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    },
  );
  onLine(rest);
  return places;
}
