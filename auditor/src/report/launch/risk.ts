import type { Standing, Standpoint } from './standing.ts';

/** How much may go wrong on the first day. */
export interface Risk {
  /** 0 (nothing known against it) to 100. */
  readonly score: number;
  readonly level: 'low' | 'moderate' | 'high' | 'critical';
  /** Why it is not lower: the floor that holds it up, then what adds to it. */
  readonly reasons: readonly string[];
}

/** What one blocker costs, however well the rest stands: grade caps beat averages. */
const FLOOR = { customerData: 90, gateFails: 70, somethingFails: 40, gateOpen: 35, waived: 30, rowOpen: 20 };

/** A gate weighs as much as three rows; an open question half as much as a failure. */
const WEIGHT = { gate: 3, row: 1 };
const OPEN_SHARE = 0.5;
const FLAG_POINTS = 4;

const LEVELS = [
  [70, 'critical'],
  [40, 'high'],
  [20, 'moderate'],
  [0, 'low'],
] as const;

/** Where one failure means that one customer's data or the founder's keys are in somebody else's hands. */
const CUSTOMER_DATA = new Set(['authentication', 'authorization', 'secrets']);

/** Adds up the risk. The worst thing sets a floor, so that one blocker is never averaged away. */
export function riskOf(standing: Standing): Risk {
  const floors = floorsOf(standing);
  const floor = Math.max(0, ...floors.map(([points]) => points));
  const average = averageOf(standing.places);
  const flags = standing.redFlags * FLAG_POINTS;
  const score = Math.min(100, Math.round(Math.max(floor, average) + (floor === 100 ? 0 : flags)));
  const level = LEVELS.find(([from]) => score >= from)?.[1] ?? 'low';
  const reasons = floors
    .toSorted(([a], [b]) => b - a)
    .map(([points, reason]) => `at least ${points}: ${reason}`);
  if (flags > 0) reasons.push(`${standing.redFlags} red flags of the article add ${flags}`);
  if (reasons.length === 0) reasons.push('every gate and row passed');
  return { score, level, reasons };
}

function floorsOf({
  places,
  otherFailures,
  waived,
  complete,
}: Standing): readonly (readonly [number, string])[] {
  const failing = places.filter((one) => one.status === 'fail');
  const open = places.filter((one) => one.status === 'unproven');
  const exposed = failing.filter((one) => CUSTOMER_DATA.has(one.id));
  const gates = failing.filter((one) => one.kind === 'gate');
  const openGates = open.filter((one) => one.kind === 'gate');
  const floors: (readonly [number, string])[] = [];
  if (exposed.length > 0)
    floors.push([FLOOR.customerData, `customers’ data or your keys are exposed (${titles(exposed)})`]);
  if (gates.length > 0) floors.push([FLOOR.gateFails, `a gate fails (${titles(gates)})`]);
  if (failing.length + otherFailures > 0) floors.push([FLOOR.somethingFails, 'something failed with proof']);
  if (openGates.length > 0) floors.push([FLOOR.gateOpen, `a gate is not decided (${titles(openGates)})`]);
  if (!complete) floors.push([FLOOR.gateOpen, 'the run was cut short']);
  if (waived > 0) floors.push([FLOOR.waived, `${waived} proven failures are waived, not mended`]);
  if (open.length > 0) floors.push([FLOOR.rowOpen, `${open.length} gates and rows are not decided`]);
  return floors;
}

function averageOf(places: readonly Standpoint[]): number {
  const counted = places.filter((one) => one.status !== 'not-applicable');
  const whole = counted.reduce((sum, one) => sum + WEIGHT[one.kind], 0);
  const bad = counted.reduce((sum, one) => sum + WEIGHT[one.kind] * shareOf(one), 0);
  return whole === 0 ? 0 : (100 * bad) / whole;
}

function shareOf({ status }: Standpoint): number {
  if (status === 'fail') return 1;
  return status === 'unproven' ? OPEN_SHARE : 0;
}

function titles(places: readonly Standpoint[]): string {
  const shown = places.slice(0, 3).map((one) => one.title);
  return places.length > 3 ? `${shown.join(', ')} and ${places.length - 3} more` : shown.join(', ');
}
