import * as z from 'zod';
import { commandsOf } from '../core/commands.ts';
import { variablesIn } from '../core/target/secret.ts';
import type { Target } from '../core/target.ts';
import { startGroup, type Group } from './process-group.ts';
import type { Vault } from './vault.ts';

/** Which command of the target file to run. */
export interface CommandOrder {
  /** Its place in the target file: `drills.model.break`. */
  readonly name: string;
  /** Says whether it may be run, and does not run it. */
  readonly onlyAsk?: boolean;
  /** After this long it is ended; `limits.patience` by default. */
  readonly timeoutMs?: number;
  /** What it is told, as environment variables. */
  readonly variables?: { readonly [name: `LAUNCH_READY_${string}` | `PLAYWRIGHT_${string}`]: string };
}

const RanSchema = z.object({
  /** `cut` when its time was up or the run was stopped, `failed` when it could not be started. */
  kind: z.enum(['ended', 'cut', 'failed']),
  /** What it ended with; absent when it was killed or never started. */
  code: z.int().exactOptional(),
  /** The end of what it printed, redacted. */
  output: z.string(),
  durationMs: z.number(),
});

export const CommandResultSchema = z.discriminatedUnion('kind', [
  RanSchema,
  z.object({ kind: z.literal('refused'), because: z.string() }),
]);

export type CommandResult = z.infer<typeof CommandResultSchema>;

/** Why a command has not done what it is for; undefined when it ended well. */
export function commandProblem(result: CommandResult): string | undefined {
  if (result.kind === 'refused') return `was not run: ${result.because}`;
  const last = result.output.trimEnd().split('\n').at(-1)?.slice(0, 200) ?? '';
  const said = last === '' ? '' : `: ${last}`;
  if (result.kind === 'failed') return `could not be started${said}`;
  if (result.kind === 'cut') return `was ended after ${Math.round(result.durationMs / 1000)} s${said}`;
  return result.code === 0 ? undefined : `ended with ${result.code ?? 'a signal'}${said}`;
}

/** Runs commands of the target file, and no others. */
export interface Commands {
  run(order: CommandOrder, signal: AbortSignal): Promise<CommandResult>;
  /** Ends whatever still runs. */
  close(): void;
}

interface CommandsOptions {
  readonly target: Target;
  /** Where they run: the folder of the target file. */
  readonly folder: string;
  /** Values of the variables that the target file names. */
  readonly env: { readonly [name: string]: string | undefined };
  readonly vault: Vault;
  /** The founder said on the command line that they may be run. */
  readonly allowed: boolean;
}

export const NEEDS_CONSENT = 'commands of the target file are run only with --allow-commands';

export function createCommands({ target, folder, env, vault, allowed }: CommandsOptions): Commands {
  const lines = new Map(commandsOf(target).map(({ name, line }) => [name, line]));
  const running = new Set<Group>();
  const close = () => running.forEach((group) => group.kill());
  // Ctrl-C for the second time leaves at once, and what we started goes with us.
  process.on('exit', close);

  return {
    async run({ name, onlyAsk, timeoutMs = target.limits.patienceMs, variables = {} }, signal) {
      const line = lines.get(name);
      if (line === undefined) return { kind: 'refused', because: `the target file has no ${name}` };
      if (!allowed) return { kind: 'refused', because: NEEDS_CONSENT };
      if (signal.aborted) return { kind: 'refused', because: 'the run was stopped' };
      if (onlyAsk === true) return { kind: 'ended', code: 0, output: '', durationMs: 0 };
      const began = performance.now();
      const group = startGroup({ line, folder, env: { ...withoutSecrets(target, env), ...variables } });
      running.add(group);
      const end = () => group.end();
      const timer = setTimeout(end, timeoutMs);
      signal.addEventListener('abort', end);
      try {
        const { output, ...how } = await group.ended;
        return { ...how, output: vault.redact(output), durationMs: performance.now() - began };
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        running.delete(group);
      }
    },
    close() {
      process.off('exit', close);
      close();
    },
  };
}

/** Our own environment without what the target file names as secret, under whatever name it stands there. */
function withoutSecrets(target: Target, env: CommandsOptions['env']): NodeJS.ProcessEnv {
  const names = new Set(variablesIn(JSON.stringify(target)));
  const values = new Set([...names].flatMap((name) => env[name] ?? []));
  return Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => !names.has(name) && !values.has(value ?? '')),
  );
}
