import type { Draft, EvidenceKind } from '../../core/evidence.ts';
import type { SystemPromptAttempt } from '../../evidence/chat-system-prompt.ts';
import type { Lane } from '../../io/lane.ts';
import { gathered, type CellResult, type Probe, type RunnableCell } from '../../io/probe.ts';
import { ORDINARY, type PromptAttack } from './prompt-attacks.ts';
import { recitedIn } from './recited.ts';
import { readyToRecite } from './secret-prompt.ts';
import { converse, type Chat, type Said } from './talk.ts';
import { turnOf } from './turns.ts';

/** A question, its answer and what the product adds to them; the system prompt comes on top. */
const TOKENS_PER_TURN = 500;
/** Rule of thumb of the model providers for English text. */
const LETTERS_PER_TOKEN = 4;

/** What makes one probe of messages that are after the instructions. */
interface PromptProbe {
  readonly id: string;
  readonly kind: EvidenceKind<SystemPromptAttempt>;
  /** What is sent, in words: `requests for the system prompt`. */
  readonly what: string;
  /** The question of one family's cell. */
  readonly title: (family: string) => string;
  /** Whose turn it is first, so that several probes do not burden the same people. */
  readonly beginsWith: number;
  readonly attacks: { readonly [family: string]: readonly PromptAttack[] };
}

/** A probe that sends messages between ordinary questions, and looks for the system prompt in the replies. */
export function promptProbe(probe: PromptProbe): Probe {
  const { id, kind, what, attacks } = probe;
  return {
    id,
    yields: [kind.kind],
    plan(context) {
      const people = Object.entries(context.target.identities).filter(([, one]) => !one.disposable);
      const names = people.map(([name]) => name);
      const ready = readyToRecite(context, names);
      if ('because' in ready) return { cells: [], leftOut: [{ kind: kind.kind, what, ...ready }] };
      const { chats, secret } = ready;
      const cells = Object.entries(attacks).flatMap(([family, list], index) => {
        // Taking turns keeps each person below a limit on messages, which would make the run wait.
        const chat = chats[(index + probe.beginsWith) % chats.length];
        return chat === undefined ? [] : [cellFor(probe, { chat, secret }, family, list)];
      });
      return { cells, leftOut: [] };
    },
  };
}

interface Asked {
  readonly chat: Chat;
  readonly secret: string;
}

function cellFor(
  probe: PromptProbe,
  asked: Asked,
  family: string,
  attacks: readonly PromptAttack[],
): RunnableCell {
  const { chat, secret } = asked;
  const conversations = attacks.length + 2;
  const turns = attacks.reduce((sum, attack) => sum + attack.says.length, 2);
  const perTurn = TOKENS_PER_TURN + Math.ceil(secret.length / LETTERS_PER_TOKEN);
  return {
    id: `${probe.id}/${chat.operation}/${chat.identity}/${family}`,
    probe: probe.id,
    title: probe.title(family),
    operation: chat.operation,
    identities: [chat.identity],
    phase: 'writes',
    waits: true,
    effect: 'write',
    // Each request may be asked once more when the bot says to wait.
    cost: { requests: (conversations + turns) * 2, tokens: turns * perTurn, mails: 0 },
    yields: [probe.kind.kind],
    run: (lane) => run(lane, probe, asked, { family, attacks }),
  };
}

async function run(
  lane: Lane,
  { kind }: PromptProbe,
  { chat, secret }: Asked,
  { family, attacks }: { readonly family: string; readonly attacks: readonly PromptAttack[] },
): Promise<CellResult> {
  const before = await converse(lane, chat, [ORDINARY.before]);
  const attacked: { readonly attack: PromptAttack; readonly turns: readonly Said[] }[] = [];
  for (const attack of attacks) attacked.push({ attack, turns: await converse(lane, chat, attack.says) });
  const after = await converse(lane, chat, [ORDINARY.after]);

  const harmless = [...before, ...after].map((one) => one.text);
  const drafts = attacked.map(({ attack, turns }): Draft => {
    const { recited, attack: shown } = recitedIn(turns, secret, harmless);
    return kind.of({
      operation: chat.operation,
      identity: chat.identity,
      technique: `${family}/${attack.name}`,
      prompt: attack.says.at(-1) ?? '',
      before: turnOf(before),
      attack: shown,
      ...(recited === undefined ? {} : { leak: recited }),
      after: turnOf(after),
    });
  });
  return gathered(...drafts);
}
