export { defineCheck, flag, gate, row, step, type Check } from './core/check.ts';
export { defineEvidence, type Evidence, type EvidenceKind, type Gathered } from './core/evidence.ts';
export type { Exchange } from './core/exchange.ts';
export type { Finding } from './core/finding.ts';
export type { Operation } from './core/operation.ts';
export type { Profile } from './core/profile.ts';
export { ScorecardSchema, type Scorecard } from './core/scorecard.ts';
export type { Target } from './core/target.ts';
export {
  advice,
  broken,
  decideEach,
  held,
  undecided,
  verdict,
  type Decision,
  type Verdict,
} from './core/verdict.ts';
export { CHECKS } from './checks/index.ts';
export { PROFILES, profileById } from './profiles/index.ts';
