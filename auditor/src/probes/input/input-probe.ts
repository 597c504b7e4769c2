import type { Lane } from '../../io/lane.ts';
import { unanswered, type CellResult, type Probe } from '../../io/probe.ts';
import { beyondLimit } from '../beyond-limit.ts';
import { entrances, OPENING, type Entrance, type EntranceDoor } from './entrance.ts';

interface InputProbe {
  readonly id: string;
  readonly kind: string;
  /** What is sent, in words. */
  readonly what: string;
  readonly title: (operation: string) => string;
  readonly requests: number;
  /** Model tokens, where the entrance is the chat. */
  readonly tokens: number;
  readonly ask: (lane: Lane, door: EntranceDoor, entrance: Entrance) => Promise<CellResult>;
}

/** A probe that sends something to every place where words come in: the chat and routes that keep a text. */
export function inputProbe({ id, kind, what, title, requests, tokens, ask }: InputProbe): Probe {
  return {
    id,
    yields: [kind],
    plan: (context) => {
      const all = entrances(context);
      const cells = all.slice(0, context.target.limits.routes).map((entrance) => ({
        id: `${id}/${entrance.operation}/${entrance.identity}`,
        probe: id,
        title: title(entrance.operation),
        operation: entrance.operation,
        identities: [entrance.identity],
        phase: 'writes' as const,
        waits: entrance.isChat,
        effect: 'write' as const,
        cost: { requests: requests + OPENING, tokens: entrance.isChat ? tokens : 0, mails: 0 },
        yields: [kind],
        run: async (lane: Lane) => {
          const opened = await entrance.open(lane);
          return opened.kind === 'failed' ? unanswered(opened.because) : ask(lane, opened.door, entrance);
        },
      }));
      const because = 'no chat and no route is known that takes a text';
      const leftOut =
        cells.length > 0
          ? beyondLimit(context.target, { kind, what, routes: all.length })
          : [{ kind, what, because, add: ADD }];
      return { cells, leftOut };
    },
  };
}

const ADD = 'chat: { send: POST /api/chat, body: { message: "{{prompt}}" } }';
