import { spawn } from 'node:child_process';

interface GroupOptions {
  readonly line: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

interface Ended {
  readonly kind: 'ended' | 'cut' | 'failed';
  readonly code?: number;
  /** The end of what it printed. */
  readonly output: string;
}

/** A command line in a process group of its own, so that the whole of it can be ended. */
export interface Group {
  readonly ended: Promise<Ended>;
  /** Asks it to end, and ends it when it does not. */
  end(): void;
  /** At once. */
  kill(): void;
}

/** Of what a command prints, this much is kept: the end, where it says what went wrong. */
const MOST_OUTPUT = 16 * 1024;
/** What is asked to end gets this long. */
const GRACE_MS = 2_000;
/** What a command leaves behind gets this long. */
const LEFTOVERS_MS = 300;

/** Starts a command line by the shell, away from the terminal: Ctrl-C there is ours to handle. */
export function startGroup({ line, folder, env }: GroupOptions): Group {
  const child = spawn(line, {
    cwd: folder,
    env,
    shell: true,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let output = Buffer.alloc(0);
  let cut = false;
  const take = (piece: Buffer) => {
    output = Buffer.concat([output, piece]).subarray(-MOST_OUTPUT);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const signal = (name: NodeJS.Signals) => signalGroup(child.pid, name);

  const ended = new Promise<Ended>((resolve) => {
    child.on('error', (error) => resolve({ kind: 'failed', output: error.message }));
    child.on('exit', (code) => {
      void (async () => {
        if (signal('SIGTERM')) await new Promise((done) => setTimeout(done, LEFTOVERS_MS));
        signal('SIGKILL');
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({
          kind: cut ? 'cut' : 'ended',
          output: output.toString('utf8'),
          ...(code === null || cut ? {} : { code }),
        });
      })();
    });
  });

  return {
    ended,
    end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      cut = true;
      signal('SIGTERM');
      setTimeout(() => signal('SIGKILL'), GRACE_MS).unref();
    },
    kill: () => void signal('SIGKILL'),
  };
}

/** True when there was anything to signal. */
function signalGroup(pid: number | undefined, name: NodeJS.Signals): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(process.platform === 'win32' ? pid : -pid, name);
  } catch {
    return false;
  }
}
