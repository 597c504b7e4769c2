import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FRAMEWORKS, type Framework } from '../../auditor/src/core/stack.ts';
import { mayLack, PYTHON, runs } from '../../auditor/src/io/fixtures/programs.ts';
import { workplace, type Workplace } from '../conformance/workplace.ts';
import { freePort } from '../src/free-port.ts';
import { applyKits, auditWith, whileUp } from './audit-kits.ts';
import { ASKED, GREEN, RED } from './shop/shop-outcomes.ts';
import { SHOP_ENV, shopTarget } from './shop/shop-target.ts';
import { startShop, writeShop } from './shop/shop.ts';

/** Next.js has to be built, and has a test of its own. */
const stacks = FRAMEWORKS.filter((name) => name !== 'nextjs').map((framework) => ({
  framework,
  isMissing: framework === 'fastapi' && mayLack(runs(PYTHON, '-c', 'import fastapi, uvicorn')),
}));

describe.each(stacks)('a flawed shop in $framework', ({ framework, isMissing }) => {
  it.skipIf(isMissing)('holds what its customers’ tokens need, once its kits are built in', async () => {
    const { red, green } = await redThenGreen(framework, 'token', (place) =>
      applyKits(place, 'security-headers'),
    );
    expect(red).toEqual(RED.token);
    expect(green).toEqual(GREEN.token);
  });

  it.skipIf(isMissing)('holds what its customers’ cookies need, once its kits are built in', async () => {
    const { red, green } = await redThenGreen(framework, 'cookie');
    expect(red).toEqual(RED.cookie);
    expect(green).toEqual(GREEN.cookie);
  });
});

/** Audits the flawed shop, applies what the run asks for, builds it in, and audits again. */
async function redThenGreen(
  framework: Framework,
  by: 'token' | 'cookie',
  alsoApply?: (place: Workplace) => Promise<unknown>,
) {
  using place = workplace(SHOP_ENV);
  const folder = join(place.folder, 'shop');
  writeShop(folder, framework);
  const port = await freePort();
  const file = place.write(shopTarget(port, by));
  const flawed = await startShop({ folder, framework, mended: 'nothing', port });
  const red = await whileUp(flawed, () => auditWith(place, file, ASKED[by]));
  await applyKits(place);
  await alsoApply?.(place);
  const mended = await startShop({ folder, framework, mended: by, port });
  const green = await whileUp(mended, () => auditWith(place, file, ASKED[by]));
  return { red, green };
}
