/** What the work may cost: a range, since nobody knows the code from outside. */
export interface Cost {
  readonly hours: { readonly low: number; readonly high: number };
  /** Set when an hourly rate was given. */
  readonly money?: { readonly low: number; readonly high: number; readonly currency: string };
  readonly reasons: readonly string[];
}

export interface Rate {
  readonly perHour: number;
  readonly currency: string;
}

/** The checks' minutes are a fair guess for somebody who knows the code; they are seldom beaten by much. */
const BEST = 0.8;
/** For somebody who reads the code for the first time. */
const WORST = 1.8;

/** The price of some minutes of work at an hourly rate. */
export function costOf(minutes: number, rate: Rate | undefined, basis: string): Cost {
  const hours = { low: half((minutes / 60) * BEST), high: half((minutes / 60) * WORST) };
  const reasons = [
    basis,
    'from 0.8 times that, by somebody who knows the code, to 1.8 times, by somebody who reads it for the first time',
  ];
  if (rate === undefined) return { hours, reasons: [...reasons, 'no hourly rate was given (--rate)'] };
  const { perHour, currency } = rate;
  return {
    hours,
    money: { low: Math.round(hours.low * perHour), high: Math.round(hours.high * perHour), currency },
    reasons: [...reasons, `at ${perHour} ${currency} an hour`],
  };
}

/** Half hours: more exactness would be pretended. */
function half(hours: number): number {
  return Math.ceil(hours * 2) / 2;
}
