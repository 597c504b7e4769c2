import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';

const TRIES = 200;
const PAUSE_MS = 50;

/** A web server that stays in front until it is told to go. */
export async function startDaemon(
  [program = '', ...args]: readonly string[],
  { address, name }: { readonly address: string; readonly name: string },
): Promise<{ readonly stop: () => Promise<void> }> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (piece) => (said = `${said}${String(piece)}`.slice(-4_000)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  for (let tries = 0; tries < TRIES && child.exitCode === null; tries += 1) {
    if (await shakesHands(address, name)) return { stop };
    await pause(PAUSE_MS);
  }
  await stop();
  throw new Error(`${program} did not come up: ${said}`);
}

/** Whether somebody answers there with a certificate, whosever it is. */
function shakesHands(host: string, servername: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port: 443, servername, rejectUnauthorized: false });
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('secureConnect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
