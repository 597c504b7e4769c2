import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listening } from '../../auditor/src/io/fixtures/small-server.ts';

/** What can be done to a launch from a command line. Each says what it did. */
export interface Acts {
  readonly [name: string]: () => Promise<string>;
}

const COMMAND = fileURLToPath(new URL('command.ts', import.meta.url));

/**
 * Makes a script `ops/<name>.sh` for each act, as a team would keep them. The scripts reach this process over the loopback, with
 * a token that only their owner can read.
 */
export async function openControl(directory: string, acts: Acts): Promise<() => Promise<void>> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    const act = acts[(request.url ?? '').slice(1)];
    const known = request.method === 'POST' && request.headers.authorization === `Bearer ${token}`;
    if (!known || act === undefined) return void response.writeHead(404).end();
    act().then(
      (said) => response.writeHead(200).end(said),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    );
  });
  const { port } = await listening(server);
  const folder = join(directory, 'ops');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'control.json');
  writeFileSync(file, JSON.stringify({ url: `http://127.0.0.1:${port}`, token }), { mode: 0o600 });
  for (const name of Object.keys(acts)) {
    const script = join(folder, `${name}.sh`);
    writeFileSync(script, `#!/bin/sh\nexec '${process.execPath}' '${COMMAND}' '${file}' '${name}'\n`);
    chmodSync(script, 0o700);
  }
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}
