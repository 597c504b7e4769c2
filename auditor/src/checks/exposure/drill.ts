import { defineCheck, gate, type Check } from '../../core/check.ts';
import {
  advice,
  broken,
  decideEach,
  held,
  undecided,
  type Decision,
  type FindingDraft,
} from '../../core/verdict.ts';
import { Drill, isFelt, type DrillData, type Part, type Shot } from '../../evidence/drill.ts';
import { told } from '../../evidence/response-call.ts';

interface DrillWords {
  readonly part: Part;
  readonly title: string;
  readonly why: string;
  readonly steps: readonly string[];
  readonly absentKey?: string;
}

/** A check of how the product copes without one of its parts. */
export function drillCheck({ part, title, why, steps, absentKey }: DrillWords): Check {
  return defineCheck({
    id: `exposure/${part}-down`,
    decides: [gate('degradation')],
    title,
    why,
    passes: `While the ${part} is away, each request ends in time with words for people and without a word of the inside; once it is back, the product works again.`,
    sources: [{ article: 'internal-ops', step: 6 }, { owasp: 'API8:2023' }, { cwe: 755 }, { cwe: 209 }],
    needs: { drills: Drill[part] },
    judge: ({ drills }) => decideEach(drills, (drill) => decideDrill(drill, part)),
    fix: { minutes: 120, deliverable: 'hardening', steps },
    ...(absentKey === undefined ? {} : { absentKey }),
  });
}

/** A hang, a leak, a half answer and silence are each proven by one request that was served before. */
function decideDrill(drill: DrillData, part: Part): Decision {
  const { before, during, after, withinMs, mendTrouble } = drill;
  const served = new Set(before.filter(({ sort }) => sort === 'served').map(({ operation }) => operation));
  const [first] = before;
  if (served.size === 0)
    return undecided(
      first === undefined
        ? 'no ordinary request is known'
        : `nothing worked before the drill: ${told(first.call)}`,
    );
  const usual = new Set(before.flatMap(({ leaks }) => leaks.map(({ mark }) => mark)));
  for (const shot of during.filter(({ operation }) => served.has(operation))) {
    const problem = problemOf(shot, { part, withinMs, usual });
    if (problem !== undefined) return broken(problem);
  }
  if (!isFelt(drill))
    return undecided(
      `while the ${part} was to be away, every request was answered as before: did the command take it away?`,
    );
  const lost = after.find(({ operation, sort }) => served.has(operation) && sort !== 'served');
  if (lost !== undefined) {
    if (mendTrouble !== undefined) return undecided(mendTrouble);
    return broken(
      finding(
        lost,
        'not-back',
        `The ${part} is back, and ${lost.operation} still does not work: ${told(lost.call)}.`,
      ),
    );
  }
  const unclear = during.find(({ operation, sort }) => served.has(operation) && sort === 'unclear');
  if (unclear !== undefined) return undecided(told(unclear.call));
  const bare = during.find(({ sort }) => sort === 'bare');
  if (bare === undefined) return held;
  return advice(
    finding(
      bare,
      'bare',
      `Without the ${part}, ${bare.operation} says only “${bare.says}”: say what people can do, and that it is not their fault.`,
    ),
  );
}

function problemOf(
  shot: Shot,
  {
    part,
    withinMs,
    usual,
  }: { readonly part: Part; readonly withinMs: number; readonly usual: ReadonlySet<string> },
): FindingDraft | undefined {
  const without = `Without the ${part}, ${shot.operation}`;
  const leak = shot.leaks.find(({ mark }) => !usual.has(mark));
  if (leak !== undefined)
    return finding(shot, 'leak', `${without} shows ${leak.what}: “${leak.mark}”.`, leak.mark);
  if (shot.sort === 'hung')
    return finding(
      shot,
      'hangs',
      `${without} does not answer within ${Math.round(withinMs / 1000)} s: people wait and are told nothing.`,
    );
  if (shot.sort === 'cut') return finding(shot, 'half', `${without} begins an answer and never ends it.`);
  if (shot.sort === 'dropped')
    return finding(shot, 'dropped', `${without} gets no answer at all: ${told(shot.call)}.`);
  if (shot.sort === 'mute')
    return finding(shot, 'mute', `${without} fails without a word for people: ${shot.call.line}.`);
  return undefined;
}

function finding({ operation, call }: Shot, key: string, what: string, mark?: string): FindingDraft {
  return {
    where: operation,
    key,
    what,
    exhibits: [{ exchange: call.exchange, role: 'the answer', marks: mark === undefined ? [] : [mark] }],
  };
}
