import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startStage, type Stage } from '../stage/stage.ts';
import { startAuditor } from './auditor-process.ts';

/**
 * The launch stage: the reference chatbot as its customers would meet it, with a domain, certificates, mail, two environments and
 * a team's papers, all on this machine.
 *
 *     npm run stage                                   stays until Ctrl-C
 *     npm run stage -- --audit [--profile <id>] [--only <names>] [--flaw <id>]   audits once and ends with the verdict
 */
const { values: options } = parseArgs({
  options: {
    audit: { type: 'boolean', default: false },
    profile: { type: 'string' },
    only: { type: 'string' },
    flaw: { type: 'string', multiple: true, default: [] },
    directory: { type: 'string', default: join('.launch-ready', 'stage') },
  },
});

async function main(): Promise<number> {
  process.stderr.write('Setting the stage …\n');
  const stage = await startStage({ directory: options.directory, flaws: options.flaw });
  try {
    process.stdout.write(render(stage));
    return options.audit ? await audit(stage) : await untilInterrupted();
  } finally {
    await stage.stop();
  }
}

function render({ places, targetFile, env }: Stage): string {
  const variables = Object.entries(env).map(([name, value]) => `    export ${name}='${value}'`);
  return [
    '',
    ...places.map(([what, where]) => `  ${what.padEnd(9)} ${where}`),
    '',
    '  Audit it from another terminal:',
    ...(options.audit ? [] : variables),
    `    npx launch-ready audit ${targetFile}`,
    '',
  ].join('\n');
}

async function audit({ targetFile, env, directory }: Stage): Promise<number> {
  const profile = options.profile === undefined ? [] : ['--profile', options.profile];
  const only = options.only === undefined ? [] : ['--only', options.only];
  const args = [
    'audit',
    targetFile,
    '--allow-commands',
    ...profile,
    ...only,
    '--runs',
    join(directory, 'runs'),
  ];
  const { stdout, stderr, exit } = await startAuditor(args, { env }).result;
  process.stderr.write(stderr);
  process.stdout.write(stdout);
  return exit ?? 70;
}

function untilInterrupted(): Promise<number> {
  process.stdout.write('  Ctrl-C ends it.\n');
  return new Promise((resolve) => {
    // Keeps the process alive; servers alone would, too, but say nothing about why.
    const alive = setInterval(() => undefined, 60_000);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        clearInterval(alive);
        resolve(0);
      });
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(
    `The stage could not be set: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 70;
}
