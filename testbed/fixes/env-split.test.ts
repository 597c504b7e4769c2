import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { envSplit } from '../../auditor/src/fixes/infra/env-split.ts';
import { contextFor } from '../../auditor/src/fixes/samples.ts';
import { mayLack, PYTHON, runs } from '../../auditor/src/io/fixtures/programs.ts';
import { workplace, type Workplace } from '../conformance/workplace.ts';
import { scorecardOf } from '../src/scorecard.ts';
import { applyKits } from './audit-kits.ts';

interface Variables {
  readonly [name: string]: string;
}

const STAGING = {
  APP_ENV: 'staging',
  APP_URL: 'https://staging.shop.example',
  DATABASE_URL: 'postgres://shop:lesser_test_5f0a7c@db.staging.shop.example/shop',
  JWT_SECRET: 'k_test_2b9d4e6f8a1c3b5d7e9f0a2c',
};
/** As the kit asks for it: every variable of its list, with a value of its own. */
const PRODUCTION = {
  APP_ENV: 'production',
  APP_URL: 'https://app.shop.example',
  DATABASE_URL: 'postgres://shop:greater_live_9c1e3b@db.shop.example/shop',
  JWT_SECRET: 'k_live_7d5f9b1e3a6c8d0f2b4e6a8c',
};
/** A secret of staging, an address of staging, and a variable too few. */
const FLAWED = { APP_ENV: 'production', APP_URL: STAGING.APP_URL, JWT_SECRET: STAGING.JWT_SECRET };

const STACKS = [
  {
    language: 'JavaScript',
    framework: 'generic',
    manifest: { path: 'package.json', text: '{}' },
    app: { path: 'app.mjs', text: 'console.log(env.APP_URL);' },
    program: [process.execPath],
    isMissing: false,
  },
  {
    language: 'Python',
    framework: 'fastapi',
    manifest: { path: 'requirements.txt', text: 'fastapi==0.92\n' },
    app: { path: 'app.py', text: 'print(env["APP_URL"])' },
    program: [PYTHON, '-B'],
    isMissing: mayLack(runs(PYTHON, '--version')),
  },
] as const;

describe.each(STACKS)('production with values of staging, in $language', (stack) => {
  it.skipIf(stack.isMissing)('starts no more once the kit is built in, and passes with its own', async () => {
    using place = workplace();
    const shop = join(place.folder, 'shop');
    mkdirSync(shop);
    writeFileSync(join(shop, stack.manifest.path), stack.manifest.text);
    writeFileSync(join(shop, '.env.staging'), fileOf(STAGING));
    writeFileSync(join(shop, '.env.production'), fileOf(FLAWED));
    const red = await audited(place);
    await applyKits(place);
    writeFileSync(join(shop, stack.app.path), `${wiringFor(stack.framework)}\n${stack.app.text}\n`);
    const start = (env: Variables) => said(shop, [...stack.program, stack.app.path], env);
    const refused = start(FLAWED);
    writeFileSync(join(shop, '.env.production'), fileOf(PRODUCTION));
    const green = await audited(place);

    expect(red).toEqual([
      'fail',
      'APP_URL of production points to staging.shop.example, which is no place of production.',
      'DATABASE_URL is set in shop/.env.staging and not in shop/.env.production.',
      'JWT_SECRET of staging has the same value as JWT_SECRET of production: who has the one has the other.',
    ]);
    expect(refused).toContain(
      'Not started as production: APP_URL looks like one of staging; DATABASE_URL is not set; JWT_SECRET looks like one of staging',
    );
    expect(refused).not.toContain(STAGING.JWT_SECRET);
    expect([start(STAGING), start(PRODUCTION)]).toEqual([STAGING.APP_URL, PRODUCTION.APP_URL]);
    expect(start({ ...PRODUCTION, APP_ENV: '' })).toContain('nobody says which environment this is');
    expect(green).toEqual(['pass']);
  });
});

/** How the environments compare, and what is wrong with them. */
async function audited(place: Workplace): Promise<readonly string[]> {
  const file = place.write({
    schema: 1,
    product: 'Shop',
    profile: 'internal-ops',
    app: PRODUCTION.APP_URL,
    repo: 'shop',
    environments: { staging: 'shop/.env.staging', production: 'shop/.env.production' },
  });
  const only = ['audit', file, '--only', 'deployment/environments', '--format', 'json', '--quiet'];
  const { checks } = scorecardOf(await place.run(only));
  return checks.flatMap(({ status, findings }) => [status, ...findings.map(({ what }) => what).toSorted()]);
}

function wiringFor(framework: 'generic' | 'fastapi'): string {
  return envSplit.recipe(contextFor(framework)).wiring[0] ?? '';
}

function fileOf(variables: Variables): string {
  return Object.entries(variables)
    .map((pair) => `${pair.join('=')}\n`)
    .join('');
}

function said(cwd: string, [program = '', ...args]: readonly string[], env: Variables): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', env });
  return status === 0 ? stdout.trim() : stderr;
}
