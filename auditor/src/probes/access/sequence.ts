/** What comes next when ids or links are counted up rather than drawn. Pure. */

/** Others may make something in between; more than this is no counting. */
const MAX_STEP = 64;
/** Fewer different characters than this can be tried out; 12 of base 32 are 60 bits. */
const UNGUESSABLE = 12;
const RADIXES = [10, 16, 36] as const;

/** True when two values differ in so many places that neither leads to the other. */
export function farApart(one: string, other: string): boolean {
  const [left, right] = [plain(one), plain(other)];
  if (left.length !== right.length) return Math.min(left.length, right.length) >= 2 * UNGUESSABLE;
  const different = Array.from(left).filter((letter, index) => letter !== right[index]);
  return different.length >= UNGUESSABLE;
}

function plain(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9]/g, '');
}

/**
 * Values that may come next after these, the nearest first; none where they are not counted up.
 *
 * @param made in the order in which they were made
 */
export function nextAfter(made: readonly string[], many: number): readonly string[] {
  for (const radix of RADIXES) {
    const next = counted(made, radix, many);
    if (next.length > 0) return next;
  }
  return [];
}

/** The values share everything but one run of digits, which grows. */
function counted(made: readonly string[], radix: number, many: number): readonly string[] {
  const [first, last] = [made[0], made.at(-1)];
  if (first === undefined || last === undefined || made.length < 3) return [];
  const start = commonStart(made, radix);
  const end = commonEnd(made, start, radix);
  const runs = made.map((one) => one.slice(start, one.length - end));
  if (!runs.every((run) => run !== '' && run.length <= 12 && isNumber(run, radix))) return [];
  const values = runs.map((run) => Number.parseInt(run, radix));
  const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0));
  if (!steps.every((step) => step > 0 && step <= MAX_STEP)) return [];
  const highest = values.at(-1) ?? 0;
  const run = runs.at(-1) ?? '';
  const isPadded = runs.every((one) => one.length === run.length);
  const isUpper = /[A-Z]/.test(run);
  return Array.from({ length: many }, (_, index) => {
    const digits = (highest + index + 1).toString(radix).padStart(isPadded ? run.length : 0, '0');
    return `${last.slice(0, start)}${isUpper ? digits.toUpperCase() : digits}${last.slice(last.length - end)}`;
  });
}

/** Where the first difference lies, moved back to the start of the number that it lies in. */
function commonStart(made: readonly string[], radix: number): number {
  const first = made[0] ?? '';
  let at = Array.from(first).findIndex((letter, index) => made.some((one) => one[index] !== letter));
  if (at < 0) at = first.length;
  while (at > 0 && isNumber(first.charAt(at - 1), radix)) at -= 1;
  return at;
}

function commonEnd(made: readonly string[], start: number, radix: number): number {
  const first = made[0] ?? '';
  const shortest = Math.min(...made.map((one) => one.length)) - start;
  let end = 0;
  while (end < shortest && made.every((one) => one.at(-1 - end) === first.at(-1 - end))) end += 1;
  // A number may end alike by chance: what follows it begins with the first character that is no digit.
  const tail = first.slice(first.length - end);
  const stop = Array.from(tail).findIndex((letter) => !isNumber(letter, radix));
  return stop < 0 ? 0 : end - stop;
}

function isNumber(text: string, radix: number): boolean {
  return (radix === 10 ? /^[0-9]+$/ : radix === 16 ? /^[0-9a-f]+$/i : /^[0-9a-z]+$/i).test(text);
}
