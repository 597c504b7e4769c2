import type { OperationRef } from '../../core/target.ts';
import { readPath } from '../../intake/json-path.ts';
import type { Lane } from '../../io/lane.ts';
import { decideOn } from './acts.ts';
import { readList } from './ledger.ts';
import type { ToolsSpec } from './tool-plan.ts';

interface Waiting {
  readonly tools: ToolsSpec;
  readonly pending: OperationRef;
  readonly approver: string;
}

/** Takes back what still waits for approval, where the product lets one. */
export async function takeBack(
  lane: Lane,
  { pending, tools, approver }: Waiting,
  words: readonly string[],
): Promise<void> {
  if (tools.reject === undefined) return;
  const waiting = await readList(lane, pending, approver);
  const entries = words.flatMap((word) => waiting.with(word) ?? []);
  const ids = new Set(entries.map((entry) => readPath(entry, tools.approval)));
  for (const id of ids) if (typeof id === 'string') await decideOn(lane, tools.reject, id, approver);
}
