import type { Target } from '../core/target.ts';

/** What evidence speaks of, as it was at one time. */
export interface Subject {
  readonly target: Target;
  /** The commit of the repository that was checked out. */
  readonly commit?: string;
  /** When a file of the built front end was last written, in milliseconds since 1970. */
  readonly builtAt?: number;
  /** When the evidence was gathered, in milliseconds since 1970. */
  readonly at: number;
}

/** Something that is no longer what evidence speaks of. */
export interface Change {
  /** `the repository has moved from 3f2c1a9 to 9a1b2c3` */
  readonly says: string;
  /** True for the checks whose evidence speaks of it. */
  readonly concerns: (check: string) => boolean;
}

/** Mail, names, certificates and pages are looked at from outside, and follow no commit. */
const OUTSIDE = /^(?:email|dns|tls|web)\//;
const REPOSITORY = /^(?:secrets\/(?:repository|history)|exposure\/source-hints)$/;
const BUNDLE = /^secrets\/bundle$/;

const fromOutside = (check: string) => OUTSIDE.test(check);
const inFiles = (check: string) => REPOSITORY.test(check) || BUNDLE.test(check);
const onProduct = (check: string) => !fromOutside(check) && !inFiles(check);

/** Sections that say what is looked at, and whose evidence speaks of them. */
const SECTIONS: readonly (readonly [keyof Target, Change['concerns']])[] = [
  ['app', () => true],
  ['api', onProduct],
  ['backends', onProduct],
  ['identities', onProduct],
  ['routes', onProduct],
  ['operations', onProduct],
  ['expect', (check) => check.startsWith('authorization/')],
  ['chat', (check) => /^chatbot\/|\/(?:chat|retrieval|upload)$/.test(check)],
  ['domain', fromOutside],
  ['repo', (check) => REPOSITORY.test(check)],
  ['bundle', (check) => BUNDLE.test(check)],
];

/** What has changed between two times, as far as it can be seen from here. */
export function changesBetween(then: Subject, now: Subject): readonly Change[] {
  const changes: Change[] = [];
  if (then.commit !== undefined && now.commit !== undefined && then.commit !== now.commit) {
    const [from, to] = [then.commit.slice(0, 10), now.commit.slice(0, 10)];
    changes.push({
      says: `the repository has moved from ${from} to ${to}`,
      concerns: (check) => !fromOutside(check),
    });
  }
  if (now.builtAt !== undefined && now.builtAt > then.at)
    changes.push({ says: 'the front end was built again', concerns: (check) => BUNDLE.test(check) });
  for (const [section, concerns] of SECTIONS) {
    if (JSON.stringify(then.target[section]) !== JSON.stringify(now.target[section]))
      changes.push({ says: `the target file says something else under ${section}`, concerns });
  }
  return changes;
}

/** Why evidence of a check is older than what it speaks of; undefined when nothing is known to have changed. */
export function outdated(check: string, changes: readonly Change[]): string | undefined {
  const says = changes.filter((one) => one.concerns(check)).map((one) => one.says);
  return says.length === 0 ? undefined : says.join(', and ');
}
