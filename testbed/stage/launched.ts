import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Acts } from './control.ts';
import { startDeployment, type Deployment } from './deployment.ts';
import { placesOf, writeEnvironment, type Environment } from './environments.ts';
import { HANDOVER } from './handover.ts';
import type { Outskirts } from './outskirts.ts';
import { openReleases, type Releases } from './releases.ts';
import { makeRepository } from './repository.ts';
import type { Closers } from './stage.ts';

/** The product in its two places, made from a repository. */
export interface Launched {
  readonly product: Deployment;
  readonly rehearsal: Deployment;
  readonly production: Environment;
  readonly staging: Environment;
  readonly releases: Releases;
  /** What its operators can do. */
  readonly acts: Acts;
}

interface LaunchOptions {
  readonly directory: string;
  /** Of production alone. */
  readonly flaws: readonly string[];
  readonly outskirts: Outskirts;
}

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** Makes the repository and its releases, and starts production and staging. */
export async function launch(options: LaunchOptions, open: Closers): Promise<Launched> {
  const { directory, flaws, outskirts } = options;
  // Releases are source: what it imports is found in the folders above.
  symlinkSync(MODULES, join(directory, 'node_modules'));
  const repository = makeRepository(directory, HANDOVER);
  const releases = openReleases(directory, repository);
  for (const commit of repository.commits) releases.deploy(commit);

  const [atProduction, atStaging] = placesOf({
    smtp: outskirts.mail.smtp,
    mailKey: outskirts.mailKey,
    listener: outskirts.listener,
    resolver: outskirts.resolver,
  });
  const production = writeEnvironment(directory, atProduction);
  const staging = writeEnvironment(directory, atStaging);
  const start = (name: string, envFile: string, flaws: readonly string[]) => {
    const starting = startDeployment({ name, directory, release: releases.current, envFile, flaws });
    open.push(() => starting.then((one) => one.stop()).catch(() => undefined));
    return starting;
  };
  const [product, rehearsal] = await Promise.all([
    start('production', production.file, flaws),
    start('staging', staging.file, []),
  ]);
  const acts = actsOf(releases, repository.commits.at(-1), product);
  return { product, rehearsal, production, staging, releases, acts };
}

function actsOf(releases: Releases, newest: string | undefined, product: Deployment): Acts {
  const serve = async () => {
    await product.restart();
    const { ok } = await fetch(`${await product.origin()}/api/health`);
    if (!ok) throw new Error('the product is not healthy');
    return `serving ${releases.served()}`;
  };
  return {
    rollback: async () => {
      if (releases.back() === undefined) throw new Error('there is no release before this one');
      return serve();
    },
    deploy: async () => {
      if (newest !== undefined) releases.deploy(newest);
      return serve();
    },
  };
}
