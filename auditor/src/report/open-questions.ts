import type { Scorecard } from '../core/scorecard.ts';
import type { Undecided } from '../core/verdict.ts';
import { isWaived } from '../core/waiver.ts';

interface CheckName {
  readonly id: string;
  readonly title: string;
}

/** Questions that stayed open for one reason, or for several small ones that one remedy would settle. */
export interface OpenQuestion {
  readonly because: string;
  /** Further reasons that were folded in. */
  readonly others: readonly string[];
  /** What to add to the target file. */
  readonly add?: string;
  readonly checks: readonly CheckName[];
  /** How many questions; 0 where nothing could be asked at all. */
  readonly questions: number;
  /** Titles of the gates and rows that stay unproven with it. */
  readonly blocks: readonly string[];
}

interface Draft {
  readonly reasons: Set<string>;
  readonly add: string | undefined;
  readonly checks: Map<string, CheckName>;
  readonly cells: Set<string>;
  readonly blocks: Set<string>;
}

/** One reason per operation would bury the rest: from here on, reasons of the same checks are told together. */
const MOST_ALIKE = 3;

/** Gathers what was not decided, by reason and remedy; what blocks most comes first. */
export function openQuestions({ checks, gates, rows }: Scorecard): readonly OpenQuestion[] {
  const drafts = new Map<string, Draft>();
  const draft = ({ because, add }: Pick<Undecided, 'because' | 'add'>): Draft => {
    const key = JSON.stringify([because, add]);
    const known = drafts.get(key) ?? emptyDraft(because, add);
    drafts.set(key, known);
    return known;
  };
  const waiting = [...gates, ...rows].filter((place) => place.status === 'unproven');
  for (const check of checks) {
    const held =
      check.status === 'unproven' ? waiting.filter((place) => place.checks.includes(check.id)) : [];
    for (const reason of reasonsOf(check)) {
      const { checks: names, cells, blocks } = draft(reason);
      names.set(check.id, { id: check.id, title: check.title });
      if (reason.cell !== '') cells.add(reason.cell);
      for (const place of held) blocks.add(place.title);
    }
  }
  for (const place of waiting) {
    if (place.checks.length > 0) continue;
    draft({ because: place.because ?? 'no check looked at it' }).blocks.add(place.title);
  }
  return fold([...drafts.values()])
    .map(finish)
    .sort((a, b) => b.blocks.length - a.blocks.length || b.checks.length - a.checks.length);
}

function emptyDraft(because: string, add: string | undefined): Draft {
  return { reasons: new Set([because]), add, checks: new Map(), cells: new Set(), blocks: new Set() };
}

/** A failed check may have open questions too; an unproven one has at least its own reason. What is waived is told apart. */
function reasonsOf(check: Scorecard['checks'][number]): readonly Undecided[] {
  if (check.undecided.length > 0) return check.undecided;
  if (check.status !== 'unproven' || check.findings.some(isWaived)) return [];
  return [{ cell: '', because: check.because ?? 'nothing was asked' }];
}

/** What one remedy settles is one question: lines to paste that are the same, or many reasons of the same checks. */
function fold(drafts: readonly Draft[]): readonly Draft[] {
  const byRemedy = Map.groupBy(drafts, (one) =>
    one.add !== undefined && isYaml(one.add) ? one.add : JSON.stringify([...one.reasons, one.add]),
  );
  const settled = [...byRemedy.values()].flatMap(together);
  const alike = Map.groupBy(settled, ({ add, checks, blocks }) =>
    JSON.stringify([add, [...checks.keys()], [...blocks]]),
  );
  return [...alike.values()].flatMap((some) => (some.length > MOST_ALIKE ? together(some) : some));
}

function together(drafts: readonly Draft[]): readonly Draft[] {
  const [first] = drafts;
  if (first === undefined) return [];
  return [
    {
      reasons: new Set(drafts.flatMap((one) => [...one.reasons])),
      add: first.add,
      checks: new Map(drafts.flatMap((one) => [...one.checks])),
      cells: new Set(drafts.flatMap((one) => [...one.cells])),
      blocks: new Set(drafts.flatMap((one) => [...one.blocks])),
    },
  ];
}

function finish({ reasons, add, checks, cells, blocks }: Draft): OpenQuestion {
  const [because = '', ...others] = reasons;
  return {
    because,
    others,
    ...(add === undefined ? {} : { add }),
    checks: [...checks.values()],
    questions: cells.size,
    blocks: [...blocks],
  };
}

/** True when the remedy is YAML to paste rather than a sentence. */
export function isYaml(add: string): boolean {
  return add.includes('\n') || /^[\w-]+: *(?:[[{"$]|\S+$|$)/u.test(add);
}
