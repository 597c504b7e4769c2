import type { WatchSpec } from '../../core/target/monitoring.ts';
import type { Try } from './ask-route.ts';

interface ConfirmOptions {
  readonly confirm: WatchSpec['confirm'];
  /** A route that was down has to show that it is well as firmly as the other way round. */
  readonly wasDown: boolean;
  readonly ask: () => Promise<Try>;
  readonly sleep: (ms: number) => Promise<void>;
}

/** What the tries of one round come to. */
export interface Confirmed {
  readonly trouble?: string;
  readonly durationMs: number;
  readonly tries: number;
}

/** Asks until N of M tries have failed, or can no longer fail. A single good answer is enough for a route that was well. */
export async function confirmed({ confirm, wasDown, ask, sleep }: ConfirmOptions): Promise<Confirmed> {
  const { failures: needed, of, pauseMs } = confirm;
  const tries: Try[] = [];
  const failed = () => tries.filter((one) => one.trouble !== undefined);
  for (;;) {
    tries.push(await ask());
    const bad = failed();
    const good = tries.length - bad.length;
    const last = bad.at(-1);
    const durationMs = Math.min(...tries.map((one) => one.durationMs));
    const said = { durationMs, tries: tries.length };
    if (bad.length >= needed && last?.trouble !== undefined) {
      const count = tries.length === 1 ? '' : ` (${bad.length} of ${tries.length} tries)`;
      return { ...said, trouble: last.trouble + count };
    }
    if ((bad.length === 0 && !wasDown) || good > of - needed) return said;
    await sleep(pauseMs);
  }
}
