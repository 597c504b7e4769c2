import { answerOf } from '../core/exchange.ts';
import {
  Drill,
  DrillHealth,
  isFelt,
  PARTS,
  type HealthRead,
  type Part,
  type Shot,
} from '../evidence/drill.ts';
import { healthWord } from '../evidence/health-word.ts';
import { callOf, succeeded } from '../evidence/response-call.ts';
import { commandProblem } from '../io/commands.ts';
import type { Lane } from '../io/lane.ts';
import {
  gathered,
  unanswered,
  type CellResult,
  type PlanContext,
  type Probe,
  type RunnableCell,
} from '../io/probe.ts';
import { patiently } from './access/patient.ts';
import { people } from './access/people.ts';
import { chatOf, openConversation, sendMessage, type Chat } from './chat/talk.ts';
import { shotOf } from './drills/shoot.ts';
import { coreRoutes, type CoreRoute } from './latency/core-routes.ts';
import type { ToolCall, ToolsSpec } from './tools/tool-plan.ts';
import { healthEndpoints, type HealthEndpoint } from './monitoring/health-endpoints.ts';

const CORE_ROUTES = 3;
const HEALTH_ROUTES = 4;
/** A product gets this many tries, a second apart, to be itself again. */
const RECOVERY_TRIES = 10;
/** A product may look at its database every few seconds only. */
const HEARING_TRIES = 6;
const HEARING_PAUSE_MS = 1_500;
const TOKENS_PER_TURN = 500;
/** The same each time, so that another answer is the drill's doing; of a tool, where one is away. */
const QUESTION = 'Hello! What can you tell me about the weather on the moon?';

/** Takes a part of the product away, asks what customers ask, and brings it back. */
export const drill: Probe = {
  id: 'drill',
  yields: [...PARTS.map((part) => Drill[part].kind), DrillHealth.kind],
  plan(context) {
    const { drills } = context.target;
    const named = PARTS.filter((part) => drills?.[part] !== undefined);
    const leftOut = PARTS.filter((part) => !named.includes(part)).map((part) => ({
      kind: Drill[part].kind,
      what: `how the product copes without its ${part}`,
      because: `the file does not say how to take the ${part} away`,
      add: `drills:\n  ${part}: { break: ./ops/stop-${part}.sh, mend: ./ops/start-${part}.sh }`,
    }));
    const unheard = named.includes('database') ? [] : [UNHEARD];
    return { cells: named.map((part) => cellFor(context, part)), leftOut: [...leftOut, ...unheard] };
  },
};

const UNHEARD = {
  kind: DrillHealth.kind,
  what: 'health endpoints while the database is away',
  because: 'no drill takes the database away, so nobody knows whether they tell the truth',
  add: 'drills:\n  database: { break: ./ops/stop-database.sh, mend: ./ops/start-database.sh }',
};

interface Plan {
  readonly part: Part;
  readonly withinMs: number;
  readonly routes: readonly CoreRoute[];
  readonly chat: Chat | undefined;
  /** What the bot is asked; {{text}} is a word of the run. */
  readonly question: string;
  readonly health: readonly HealthEndpoint[];
}

function cellFor(context: PlanContext, part: Part): RunnableCell {
  const { target, operations } = context;
  const [person] = people(target);
  const wish = part === 'tool' ? wishFor(target.chat?.tools) : undefined;
  const asker = wish?.as ?? person?.name;
  const chat =
    asker === undefined || target.chat === undefined || target.chat.stream?.format === 'websocket'
      ? undefined
      : chatOf(target.chat, asker, target, operations);
  const withinMs = target.drills?.withinMs ?? target.limits.timeoutMs;
  const plan: Plan = {
    part,
    withinMs,
    routes: coreRoutes(context, CORE_ROUTES),
    chat: chat === undefined ? undefined : { ...chat, patienceMs: withinMs },
    question: wish?.ask ?? QUESTION,
    health: healthEndpoints(context).slice(0, HEALTH_ROUTES),
  };
  return {
    id: `drill/${part}`,
    probe: 'drill',
    title: `does the product cope without its ${part}?`,
    identities: [...new Set([person?.name, asker].flatMap((name) => name ?? []))],
    phase: 'drills',
    effect: 'write',
    commands: [`drills.${part}.break`, `drills.${part}.mend`],
    cost: {
      requests: (2 + RECOVERY_TRIES) * (CORE_ROUTES + 2) + (2 + HEARING_TRIES) * HEALTH_ROUTES + 4,
      tokens: (2 + RECOVERY_TRIES) * TOKENS_PER_TURN,
      mails: 0,
    },
    yields: [Drill[part].kind, DrillHealth.kind],
    run: (lane) => run(lane, plan),
  };
}

/** One that runs at once if there is one: what waits for a person reaches nothing. */
function wishFor(tools: ToolsSpec | undefined): Pick<ToolCall, 'ask' | 'as'> | undefined {
  const calls = Object.entries(tools?.calls ?? {});
  const [, call] = calls.find(([name]) => !tools?.protected.includes(name)) ?? calls[0] ?? [];
  return call === undefined ? undefined : { ask: call.ask, as: call.as ?? tools?.approver };
}

async function run(lane: Lane, plan: Plan): Promise<CellResult> {
  const { part, withinMs } = plan;
  const allowed = commandProblem(await lane.command({ name: `drills.${part}.break`, onlyAsk: true }));
  if (allowed !== undefined) return unanswered(`drills.${part}.break ${allowed}`);
  const opened = plan.chat === undefined ? undefined : await openConversation(lane, plan.chat);
  const conversation = opened?.kind === 'open' ? opened.id : undefined;
  const question = plan.question.replaceAll('{{text}}', lane.canary());
  const shoot = () =>
    shots(lane, { ...plan, question }, opened?.kind === 'open' ? { id: conversation } : undefined);
  const before = await shoot();
  const healthBefore = await readHealth(lane, plan);
  const what = `the ${part}, which a drill took away`;
  const mend = `drills.${part}.mend`;
  lane.owe({ what, command: mend });
  const broke = commandProblem(await lane.command({ name: `drills.${part}.break` }));
  const during = broke === undefined ? await shoot() : [];
  const healthDuring = broke === undefined ? await heardHealth(lane, plan) : [];
  const mended = commandProblem(await lane.command({ name: mend }));
  if (mended === undefined) lane.settle(what);
  if (broke !== undefined) return unanswered(`drills.${part}.break ${broke}`);
  const after = await recovered(lane, before, shoot);
  const healthAfter = await readHealth(lane, plan);
  return gathered(
    Drill[part].of({
      withinMs,
      before: [...before],
      during: [...during],
      after: [...after],
      ...(mended === undefined ? {} : { mendTrouble: `${mend} ${mended}` }),
    }),
    DrillHealth.of({
      part,
      isFelt: isFelt({ before: [...before], during: [...during] }),
      before: [...healthBefore],
      during: [...healthDuring],
      after: [...healthAfter],
    }),
  );
}

async function shots(
  lane: Lane,
  { routes, chat, question, withinMs }: Plan,
  conversation: { readonly id: Parameters<typeof sendMessage>[2] } | undefined,
): Promise<readonly Shot[]> {
  const taken: Shot[] = [];
  for (const { operation, ask } of routes) {
    const exchange = await patiently(lane, () => lane.send({ ...ask, timeoutMs: withinMs }));
    taken.push(shotOf(exchange, operation));
  }
  if (chat === undefined || conversation === undefined) return taken;
  const exchange = await patiently(lane, () => sendMessage(lane, chat, conversation.id, question));
  return [...taken, shotOf(exchange, chat.operation, chat.spec)];
}

/** What was served before is to be served again, within a while. */
async function recovered(
  lane: Lane,
  before: readonly Shot[],
  shoot: () => Promise<readonly Shot[]>,
): Promise<readonly Shot[]> {
  const wanted = new Set(before.filter(({ sort }) => sort === 'served').map(({ operation }) => operation));
  let after = await shoot();
  for (let tries = 1; tries < RECOVERY_TRIES; tries += 1) {
    if (after.every(({ operation, sort }) => sort === 'served' || !wanted.has(operation))) break;
    await lane.sleep(1_000);
    after = await shoot();
  }
  return after;
}

async function readHealth(lane: Lane, { health, withinMs }: Plan): Promise<readonly HealthRead[]> {
  const reads: HealthRead[] = [];
  for (const { method, path } of health) {
    const operation = `${method} ${path}`;
    const exchange = await lane.send({ method, path, operation, timeoutMs: withinMs });
    reads.push({ operation, call: callOf(exchange), body: answerOf(exchange)?.body.slice(0, 500) ?? '' });
  }
  return reads;
}

/** What they say once they have had their time to notice. Without its model a product may well call itself healthy. */
async function heardHealth(lane: Lane, plan: Plan): Promise<readonly HealthRead[]> {
  const saysWell = ({ call, body }: HealthRead) => succeeded(call) && healthWord(body).says !== 'unwell';
  let reads = await readHealth(lane, plan);
  for (let tries = 1; tries < HEARING_TRIES && plan.part === 'database' && reads.some(saysWell); tries += 1) {
    await lane.sleep(HEARING_PAUSE_MS);
    reads = await readHealth(lane, plan);
  }
  return reads;
}
