import type { ChatTurn, Heard, Recited } from '../../evidence/chat-turn.ts';
import type { Exhibit } from '../../core/finding.ts';
import { told } from '../../evidence/response-call.ts';

/** Why a turn shows nothing about the bot; undefined when it answered with words. */
export function unusable(which: string, turn: ChatTurn): string | undefined {
  if (turn.because !== undefined) return `${which}: ${turn.because}`;
  return turn.letters === 0 ? `${which} got an empty reply: ${told(turn.call)}` : undefined;
}

/** Why a turn that should have shown the planted word did not. */
export function unseen(which: string, turn: Heard): string | undefined {
  if (turn.canary) return undefined;
  return unusable(which, turn) ?? `${which} was answered without it: ${told(turn.call)}`;
}

/** What was said, short enough for a sentence. */
export function shortened(prompt: string): string {
  const line = prompt.replaceAll(/\s+/g, ' ').trim();
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}

/** A turn as part of a proof. */
export function shown(role: string, turn: ChatTurn, marks: readonly string[] = []): Exhibit {
  return { exchange: turn.call.exchange, role, marks: [...marks] };
}

/** ` (rot13)`; nothing when it stood there as it is. */
export function writtenAs({ written }: Recited): string {
  return written === 'as it is' ? '' : ` (${written})`;
}
