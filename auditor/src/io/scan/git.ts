import { spawn } from 'node:child_process';

/**
 * A repository that we look at may hold settings that run programs (hooks, file-system monitors, filters): none of them count.
 * Nor may it ask for a password, or fetch what a partial clone lacks.
 */
const SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'protocol.allow=never',
  'core.quotePath=false',
];

const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  LC_ALL: 'C',
};

export type GitResult = { readonly ok: true } | { readonly ok: false; readonly because: string };

/**
 * Runs git without a shell and hands over what it prints, piece by piece.
 *
 * @param folder inside the repository; may belong to somebody else, since nothing of it is run
 */
export function git(
  folder: string,
  args: readonly string[],
  onData: (piece: Buffer) => void,
): Promise<GitResult> {
  const settings = [...SETTINGS, 'safe.directory=*'].flatMap((one) => ['-c', one]);
  return new Promise((resolve) => {
    const child = spawn('git', [...settings, '-C', folder, ...args], {
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', ...ENVIRONMENT },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stdout.on('data', onData);
    child.stderr.on('data', (piece: Buffer) => {
      if (complaint.length < 2_000) complaint += piece.toString();
    });
    child.on('error', () => resolve({ ok: false, because: 'git is not installed' }));
    child.on('close', (code) =>
      resolve(
        code === 0 ? { ok: true } : { ok: false, because: firstLine(complaint) || `git ended with ${code}` },
      ),
    );
  });
}

/** What git prints, as text; undefined when it fails. */
export async function gitText(folder: string, args: readonly string[]): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  const result = await git(folder, args, (piece) => void pieces.push(piece));
  return result.ok ? Buffer.concat(pieces).toString() : undefined;
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/^fatal: /, '');
}
