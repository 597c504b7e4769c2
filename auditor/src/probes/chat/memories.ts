import { answerOf, type Exchange } from '../../core/exchange.ts';
import type { ChatSpec } from '../../core/target.ts';
import { readPath } from '../../intake/json-path.ts';
import { fillTemplate } from '../../intake/fill-template.ts';
import { fillPath } from '../../intake/path-template.ts';
import type { Lane, Undo } from '../../io/lane.ts';
import { patiently } from '../access/patient.ts';
import { parseJson, see } from '../access/see.ts';

type MemorySpec = NonNullable<ChatSpec['memory']>;

/** Has the bot remember a text for somebody. Says why when that did not happen. */
export async function remember(
  lane: Lane,
  memory: MemorySpec,
  owner: string,
  text: string,
): Promise<string | undefined> {
  const exchange = await patiently(lane, () =>
    lane.create(
      {
        method: 'POST',
        path: memory.post,
        operation: `POST ${memory.post}`,
        as: owner,
        body: { kind: 'json', json: fillTemplate(memory.json, { text }) },
      },
      (made) => undoOf(made, memory, owner),
    ),
  );
  const seen = see(exchange);
  if (seen.answered && (seen.status ?? 500) < 400) return undefined;
  return `the bot did not remember for ${owner}: ${seen.because ?? seen.line}`;
}

function undoOf(made: Exchange, { id: idPath, remove }: MemorySpec, owner: string): Undo | undefined {
  const answer = answerOf(made);
  if (answer === undefined || answer.status >= 400) return undefined;
  const id = readPath(parseJson(answer.body), idPath);
  const what = `memory of ${owner}`;
  if (remove === undefined || (typeof id !== 'string' && typeof id !== 'number')) return { what };
  const path = fillPath(remove, { memory: String(id) });
  return path === undefined ? { what } : { what, ask: { method: 'DELETE', path, as: owner } };
}
