import type { Journey, Shot, StepTaken } from '../../core/journey.ts';
import type { Step } from '../../core/target/journeys.ts';
import { diagnose, nameOf } from './diagnose.ts';
import { screenOf } from './look-in-page.ts';
import { stepInWords } from './step-words.ts';
import { appearance, takeStep } from './take-step.ts';
import type { Stop, Walker } from './walker.ts';

interface WalkOptions {
  readonly steps: readonly Step[];
  readonly mailMs: number;
  readonly dialogs: () => number;
  /** Takes a picture of the page as it is. */
  readonly shoot: (what: string) => Promise<readonly Shot[]>;
}

type Walked = Pick<Journey, 'steps' | 'end' | 'screen' | 'console' | 'failed' | 'notContacted' | 'shots'>;

const MOST_TOLD = 20;

/** Goes step by step until the end or until there is no way on, and tells what was met. */
export async function walk(walker: Walker, options: WalkOptions): Promise<Walked> {
  const taken: StepTaken[] = [];
  let stop: Stop | undefined;
  for (const step of options.steps) {
    const started = walker.now();
    const result = await takeStep(walker, step, options.mailMs);
    const durationMs = Math.round(walker.now() - started);
    taken.push({ what: stepInWords(step), state: result.state, durationMs });
    if (result.state !== 'stuck') continue;
    stop = result.at;
    break;
  }
  const { watch } = walker;
  const screen = await walker
    .page()
    .evaluate(screenOf)
    .catch(() => ({ url: walker.page().url(), title: '', text: '', says: [] }));
  const shots = await options.shoot(stop === undefined ? 'the end' : `step ${taken.length}`);
  const end =
    stop === undefined
      ? ({ kind: 'finished' } as const)
      : await endOf(walker, stop, screen, options, taken.length);
  return {
    steps: taken,
    end,
    screen,
    console: [...new Set(watch.console)].slice(0, MOST_TOLD),
    failed: [...new Set(watch.failures.map(nameOf))].slice(0, MOST_TOLD),
    notContacted: [...watch.strangers.keys()].slice(0, MOST_TOLD),
    shots: [...shots],
  };
}

async function endOf(
  walker: Walker,
  stop: Stop,
  screen: Journey['screen'],
  { dialogs }: WalkOptions,
  step: number,
): Promise<Journey['end']> {
  const { watch, act } = walker;
  const diagnosis = diagnose({
    stop,
    act,
    screen,
    isUnchanged: act !== undefined && (await appearance(walker)) === act.appearance,
    status: watch.documentStatus(walker.page().url()),
    failures: watch.failures,
    console: watch.console,
    halted: watch.halted(),
    strangers: [...watch.strangers].flatMap(([host, { needed }]) => (needed ? [host] : [])),
    dialogs: dialogs(),
  });
  if (diagnosis.kind === 'open') return diagnosis;
  return { ...diagnosis, marks: [...diagnosis.marks], step };
}
