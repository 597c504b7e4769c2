import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { checkOut, type Repository } from './repository.ts';

/** Releases side by side, one folder each, and a link to the one that is served: as Capistrano has it. */
export interface Releases {
  /** The folder that is served, through the link. */
  readonly current: string;
  /** Commit that is served. */
  served(): string;
  /** Makes a release of a commit and serves it from the next start on. */
  deploy(commit: string): void;
  /** Serves the release before from the next start on. Undefined when there is none. */
  back(): string | undefined;
}

/** File of a release that says what it was made from. */
export const COMMIT_FILE = 'COMMIT';

/** Opens the releases below a folder. */
export function openReleases(directory: string, repository: Repository): Releases {
  const folder = join(directory, 'releases');
  const current = join(directory, 'current');
  const history = join(directory, 'releases.log');

  const deployed = (): readonly string[] =>
    existsSync(history) ? readFileSync(history, 'utf8').split('\n').filter(Boolean) : [];
  const point = (commit: string) => {
    const aside = `${current}.next`;
    rmSync(aside, { force: true });
    symlinkSync(join(folder, commit), aside);
    renameSync(aside, current);
  };
  const keep = (commits: readonly string[]) =>
    writeFileSync(history, commits.map((one) => `${one}\n`).join(''));

  return {
    current,
    served: () => readFileSync(join(current, COMMIT_FILE), 'utf8').trim(),
    deploy(commit) {
      const into = join(folder, commit);
      if (!existsSync(folder) || !readdirSync(folder).includes(commit)) {
        checkOut(repository, commit, into);
        writeFileSync(join(into, COMMIT_FILE), `${commit}\n`);
      }
      keep([...deployed().filter((one) => one !== commit), commit]);
      point(commit);
    },
    back() {
      const commits = deployed();
      const before = commits.at(-2);
      if (before === undefined) return undefined;
      keep(commits.slice(0, -1));
      point(before);
      return before;
    },
  };
}
