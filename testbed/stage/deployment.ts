import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { startChild, type Child } from '../src/child-process.ts';

/** A product that is served from a release, and can be started again from another one. */
export interface Deployment {
  /** Where it listens; while it restarts, where it will. */
  origin(): Promise<string>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface DeployOptions {
  readonly name: string;
  readonly directory: string;
  /** The folder that is served. */
  readonly release: string;
  readonly envFile: string;
  readonly flaws?: readonly string[];
}

const SERVE = fileURLToPath(new URL('serve.ts', import.meta.url));
const ReadySchema = z.object({ url: z.url() });

/** Where a file takes a part of a product away. */
export function outagesOf(directory: string, name: string): string {
  return join(directory, 'data', name);
}

/** Starts a product and keeps watch over it. */
export async function startDeployment(options: DeployOptions): Promise<Deployment> {
  const { name, directory, release, envFile, flaws = [] } = options;
  const start = () =>
    startChild({
      name: `${name} (${flaws.join(', ') || 'no flaws'})`,
      script: SERVE,
      args: [
        '--release',
        release,
        '--env-file',
        envFile,
        '--outages',
        outagesOf(directory, name),
        ...flaws.flatMap((flaw) => ['--flaw', flaw]),
      ],
      errors: join(directory, 'logs', `${name}.stderr`),
    });
  let running: Promise<Child> = start();
  await running;
  return {
    async origin() {
      return ReadySchema.parse(JSON.parse((await running).said)).url;
    },
    async restart() {
      const before = running;
      // Requests that come meanwhile wait for the next one.
      running = before
        .then((child) => child.stop())
        .catch(() => undefined)
        .then(start);
      await running;
    },
    async stop() {
      await running.then((child) => child.stop()).catch(() => undefined);
    },
  };
}
