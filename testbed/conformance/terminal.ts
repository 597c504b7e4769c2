import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../auditor/bin/launch-ready.js', import.meta.url));

/** What appears on the screen, and the keys that are pressed then. */
type Step = readonly [shown: RegExp, keys: string];

export const ENTER = '\r';
export const CTRL_C = '\x03';

/** Runs a command in a real terminal (`script` opens one), and presses keys when questions appear. */
export async function atTerminal(args: readonly string[], folder: string, steps: readonly Step[]) {
  const words = [process.execPath, '--conditions=launch-ready-source', COMMAND, ...args]
    .map((word) => `'${word}'`)
    .join(' ');
  const child = spawn('script', ['-qec', `stty cols 120 rows 50; exec ${words}`, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, TERM: 'xterm', NO_COLOR: '1', COLUMNS: '120' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  let seen = 0;
  const left = [...steps];
  child.stdout.on('data', (data: Buffer) => {
    screen += data.toString();
    const [next] = left;
    const match = next?.[0].exec(screen.slice(seen));
    if (next === undefined || match === null || match === undefined) return;
    seen += match.index + match[0].length;
    left.shift();
    child.stdin.write(next[1]);
  });
  const patience = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const exit = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(patience);
  return { exit, screen, left: left.map(([shown]) => shown.source) };
}

/** Whether this machine can open a terminal for a program. */
export const HAS_TERMINAL = works('script');

function works(command: string): boolean {
  try {
    execFileSync(command, ['-qec', 'true', '/dev/null'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
