import type { MonitorReading } from '../../core/monitors.ts';
import type { Target } from '../../core/target.ts';
import type { EnvironmentsRead } from '../../evidence/deployment.ts';
import type { ScorecardDiff } from '../diff.ts';
import type { ReportInput } from '../input.ts';

/** All that the papers are written from. What is missing here stands in them as a gap. */
export interface HandoverInput {
  readonly report: ReportInput;
  readonly target: Target;
  readonly certificates: readonly CertificateDay[];
  readonly monitors?: MonitorReading;
  /** Variables of the environments: names and kinds, never values. */
  readonly environments?: EnvironmentsRead;
  /** What changed since an earlier run. */
  readonly diff?: ScorecardDiff;
}

/** The last day of a host's certificate, as it was seen in the run. */
interface CertificateDay {
  readonly host: string;
  readonly until: string;
}
