import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameServer } from '../../auditor/src/io/fixtures/name-server.ts';
import { mayLack, runs } from '../../auditor/src/io/fixtures/programs.ts';
import { workplace } from '../conformance/workplace.ts';
import { freePort } from '../src/free-port.ts';
import { all, applyKits, auditWith, whileUp } from './audit-kits.ts';
import { startDaemon } from './edge/daemon.ts';
import { CADDY, HOST, NAMES, NGINX, type WebServer } from './edge/web-servers.ts';
import { SHOP_ENV, shopTarget } from './shop/shop-target.ts';
import { startShop, writeShop } from './shop/shop.ts';

/** The ports 80 and 443, on which the kits listen, are for root alone. */
const isRoot = process.getuid?.() === 0;

describe('edge', () => {
  it.skipIf(mayLack(isRoot && runs('nginx', '-v')))('mends a careless nginx', async () => {
    const fails = ['web/redirects', 'limits/login'];
    const advises = ['web/hsts', 'tls/protocols'];
    const { red, green } = await redThenGreen(NGINX, '127.0.0.81', [...fails, ...advises]);
    expect(red).toEqual({ ...all(fails, 'fail'), ...all(advises, 'advice') });
    expect(green).toEqual({ ...all([...fails, ...advises], 'pass'), 'limits/login': 'advice' });
  });

  it.skipIf(mayLack(isRoot && runs('caddy', 'version')))('mends a careless Caddy', async () => {
    const { red, green } = await redThenGreen(CADDY, '127.0.0.82', ['web/redirects', 'web/hsts']);
    expect(red).toEqual({ 'web/redirects': 'fail', 'web/hsts': 'advice' });
    expect(green).toEqual({ 'web/redirects': 'pass', 'web/hsts': 'pass' });
  });
});

/** Audits a shop behind a careless web server, puts the kit's site in its place, and audits again. */
async function redThenGreen(server: WebServer, address: string, checks: readonly string[]) {
  using place = workplace(SHOP_ENV);
  const folder = join(place.folder, 'shop');
  writeShop(folder, 'generic');
  writeFileSync(join(folder, server.manifest), '');
  const port = await freePort();
  await using names = await nameServer(Object.fromEntries(NAMES.map((name) => [`${name} A`, [address]])));
  const shop = await startShop({ folder, framework: 'generic', mended: 'nothing', port });
  const spot = { folder, address, app: `127.0.0.1:${port}` };
  const file = place.write({
    ...shopTarget(port, 'token'),
    app: `https://${HOST}`,
    api: `https://${HOST}`,
    domain: { name: HOST, canonical: `https://${HOST}` },
    network: {
      resolver: names.address,
      ca: 'ca.pem',
      hosts: Object.fromEntries(NAMES.map((name) => [name, address])),
    },
  });
  const site = join(folder, 'site.conf');
  const audited = async (text: string) => {
    writeFileSync(site, text);
    const daemon = await startDaemon(server.command(spot, site), { address, name: HOST });
    return whileUp(daemon, () => {
      writeFileSync(join(place.folder, 'ca.pem'), server.authority(spot));
      return auditWith(place, file, checks);
    });
  };
  // Awaited, so that nothing is taken away while it is in use.
  return await whileUp(shop, async () => {
    const red = await audited(server.flawed(spot));
    await applyKits(place, 'edge');
    const kit = readFileSync(join(folder, server.kitFile), 'utf8');
    return { red, green: await audited(server.localized(kit, spot)) };
  });
}
