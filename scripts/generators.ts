import { CHECKS } from '../auditor/src/checks/index.ts';
import { PROFILES } from '../auditor/src/profiles/index.ts';
import { scorecardJsonSchema } from '../auditor/src/report/json.ts';
import { checkPages } from './check-pages.ts';
import type { Generator } from './generated.ts';
import { renderCommandLine } from './render-command-line.ts';
import { renderJsonReference } from './render-json.ts';
import { renderTargetFile } from './render-target-file.ts';
import { renderTargetSchema } from './render-target-schema.ts';

/** Everything in the repository that follows from the sources. */
export const GENERATORS: readonly Generator[] = [
  { pages: () => checkPages(CHECKS, PROFILES), folder: 'docs/checks' },
  { pages: () => [{ path: 'docs/command-line.md', text: renderCommandLine() }] },
  { pages: () => [{ path: 'docs/json.md', text: renderJsonReference() }] },
  { pages: () => [{ path: 'docs/target-file.md', text: renderTargetFile() }] },
  { pages: () => [{ path: 'docs/schema/launch-ready.schema.json', text: renderTargetSchema() }] },
  { pages: () => [{ path: 'docs/schema/scorecard.schema.json', text: scorecardJsonSchema() }] },
];
