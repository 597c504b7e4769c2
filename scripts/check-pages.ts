import type { Check } from '../auditor/src/core/check.ts';
import type { Profile } from '../auditor/src/core/profile.ts';
import { renderCheck, renderCheckIndex } from './render-checks.ts';
import { renderCoverage } from './render-coverage.ts';

export interface Page {
  /** Path from the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** Every page that follows from checks and profiles. `docs/checks/` holds these and nothing else. */
export function checkPages(checks: readonly Check[], profiles: readonly Profile[]): readonly Page[] {
  return [
    { path: 'docs/coverage.md', text: renderCoverage(profiles, checks) },
    { path: 'docs/checks/README.md', text: renderCheckIndex(checks) },
    ...checks.map((check) => ({ path: `docs/checks/${check.id}.md`, text: renderCheck(check, profiles) })),
  ];
}
