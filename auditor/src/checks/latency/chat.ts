import { defineCheck, gate } from '../../core/check.ts';
import { median } from '../../core/quantile.ts';
import { advice, broken, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { ChatLatency, type ChatTimes } from '../../evidence/latency.ts';

/** So many answers are needed to speak of a usual one. */
const ENOUGH = 3;

export const chatLatency = defineCheck({
  id: 'latency/chat',
  decides: [gate('chat-latency')],
  title: 'The chatbot answers fast',
  why: 'Members who wait ten seconds for an answer ask once and do not come back.',
  passes:
    'The first words come within 3 seconds and the whole answer within 8, typically and in four of five turns.',
  sources: [{ article: 'internal-ops', step: 4 }],
  needs: { times: ChatLatency },
  judge: ({ times }) => decideEach(times, decide),
  fix: {
    minutes: 180,
    deliverable: 'performance',
    steps: [
      'Stream the answer, so that the first words show while the rest is made.',
      'Send the model less: fewer passages, a shorter history, a smaller model for simple questions.',
      'Look up passages with an index, and do what does not need to come first (titles, traces, usage) after the answer.',
    ],
  },
  absentKey: 'chat',
});

function decide(times: ChatTimes): Decision {
  const { operation, firstBoundMs, wholeBoundMs } = times;
  const turns = times.turns.filter(({ because }) => because === undefined);
  const [one] = times.turns.flatMap(({ because }) => because ?? []);
  if (turns.length < ENOUGH)
    return undecided(`the bot answered ${turns.length} of ${times.turns.length} questions: ${one ?? ''}`);
  const whole = turns.map(({ wholeMs }) => wholeMs);
  const first = turns.flatMap(({ firstMs }) => firstMs ?? []);
  const finding = (key: string, what: string) => ({
    where: operation,
    key,
    what,
    exhibits: turns.map(({ call }, at) => ({ exchange: call.exchange, role: `answer ${at + 1}`, marks: [] })),
  });
  if (median(whole) > wholeBoundMs)
    return broken(
      finding(
        'whole',
        `The whole answer typically takes ${seconds(median(whole))}, more than ${seconds(wholeBoundMs)}${modelPart(turns)}.`,
      ),
    );
  if (first.length >= ENOUGH && median(first) > firstBoundMs)
    return broken(
      finding(
        'first',
        `The first words typically come after ${seconds(median(first))}, later than ${seconds(firstBoundMs)}${modelPart(turns)}.`,
      ),
    );
  const slow = turns.filter(
    ({ wholeMs, firstMs = 0 }) => wholeMs > wholeBoundMs || firstMs > firstBoundMs,
  ).length;
  if (slow > 1)
    return undecided(`${slow} of ${turns.length} answers took longer than the bound: neither fast nor slow`);
  if (slow === 1)
    return advice(finding('outlier', `One of ${turns.length} answers took longer than the bound.`));
  if (first.length === 0 && median(whole) > firstBoundMs)
    return advice(
      finding(
        'unstreamed',
        `The answer comes in one piece after ${seconds(median(whole))}. Streamed, its first words could show within ${seconds(firstBoundMs)}.`,
      ),
    );
  return held;
}

function modelPart(turns: ChatTimes['turns']): string {
  const model = turns.flatMap(({ causes }) => causes.model ?? []);
  return model.length === 0 ? '' : `, of which ${seconds(median(model))} in the model`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
