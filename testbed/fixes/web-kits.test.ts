import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FRAMEWORKS, type Framework } from '../../auditor/src/core/stack.ts';
import { mayLack, PYTHON, runs } from '../../auditor/src/io/fixtures/programs.ts';
import { workplace, type Workplace } from '../conformance/workplace.ts';
import { freePort } from '../src/free-port.ts';
import { all, applyKits, auditWith, whileUp } from './audit-kits.ts';
import { SHOP_ENV, shopTarget } from './shop/shop-target.ts';
import { startShop, writeShop } from './shop/shop.ts';

const BY_TOKEN = [
  'authentication/tampered-token',
  'authentication/unsigned-token',
  'cors/origin-allow-list',
  'exposure/stack-trace',
  'input/malformed',
  'input/oversized',
  'input/unknown-fields',
  'limits/login',
  'logging/request-id',
];
const BY_COOKIE = ['cookies/http-only', 'cookies/same-site', 'cookies/secure', 'csrf/cross-site-write'];
const HEADERS = 'web/security-headers';

const stacks = FRAMEWORKS.map((framework) => ({
  framework,
  isMissing: framework === 'fastapi' && mayLack(runs(PYTHON, '-c', 'import fastapi, uvicorn')),
}));

describe.each(stacks)('a flawed shop in $framework', ({ framework, isMissing }) => {
  it.skipIf(isMissing)('holds what its customers’ tokens need, once its kits are built in', async () => {
    const { red, green } = await redThenGreen(framework, 'token', [...BY_TOKEN, HEADERS], (place) =>
      applyKits(place, 'security-headers'),
    );
    expect(red).toEqual({ ...all(BY_TOKEN, 'fail'), [HEADERS]: 'advice' });
    // A limit that counts by address cannot be told from one for everybody: that is said.
    expect(green).toEqual({ ...all(BY_TOKEN, 'pass'), [HEADERS]: 'pass', 'limits/login': 'advice' });
  });

  it.skipIf(isMissing)('holds what its customers’ cookies need, once its kits are built in', async () => {
    const { red, green } = await redThenGreen(framework, 'cookie', BY_COOKIE);
    expect(red).toEqual(all(BY_COOKIE, 'fail'));
    expect(green).toEqual(all(BY_COOKIE, 'pass'));
  });
});

/** Audits the flawed shop, applies what the run asks for, builds it in, and audits again. */
async function redThenGreen(
  framework: Framework,
  by: 'token' | 'cookie',
  checks: readonly string[],
  alsoApply?: (place: Workplace) => Promise<unknown>,
) {
  using place = workplace(SHOP_ENV);
  const folder = join(place.folder, 'shop');
  writeShop(folder, framework);
  const port = await freePort();
  const file = place.write(shopTarget(port, by));
  const flawed = await startShop({ folder, framework, mended: 'nothing', port });
  const red = await whileUp(flawed, () => auditWith(place, file, checks));
  await applyKits(place);
  await alsoApply?.(place);
  const mended = await startShop({ folder, framework, mended: by, port });
  const green = await whileUp(mended, () => auditWith(place, file, checks));
  return { red, green };
}
