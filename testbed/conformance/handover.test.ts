import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../auditor/src/io/browser/find.ts';
import { madeUpKey } from '../flaws/made-up-key.ts';
import { commitAll, initRepository } from '../src/git.ts';
import { workplace } from './workplace.ts';

const SECRETS = {
  ANA: 'key-of-ana-4711-0815',
  JWT: 'signing-key-of-a-test-that-nobody-uses-1',
  LEAKED: madeUpKey(),
};
const place = workplace({ ANA: SECRETS.ANA });
const browser = await findBrowser();
const papers = join(place.folder, 'papers');
let server: Server;

/** A small product with a key in its repository, two environments, and a word on how its chat is switched off. */
beforeAll(async () => {
  server = createServer((request, response) => {
    response.statusCode = request.headers.authorization === `Bearer ${SECRETS.ANA}` ? 200 : 401;
    response.setHeader('content-type', 'application/json');
    response.end('{"name":"ana"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const repository = join(place.folder, 'shop');
  mkdirSync(repository);
  writeFileSync(join(repository, 'config.js'), `export const key = '${SECRETS.LEAKED}';\n`);
  initRepository(repository);
  commitAll(repository, 'Begin');
  for (const stage of ['staging', 'production'])
    writeFileSync(join(place.folder, `${stage}.env`), `JWT_SECRET=${SECRETS.JWT}-${stage}\n`);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const target = place.write({
    schema: 1,
    product: 'Corner shop',
    app: `http://127.0.0.1:${port}`,
    consent: 'owner',
    profile: 'team-handover',
    identities: { ana: { tenant: 'acme', bearer: '${ANA}' } },
    routes: { list: ['GET /api/me'] },
    repo: 'shop',
    environments: { staging: './staging.env', production: './production.env' },
    handover: { switchOff: 'run ./ops/chat-off.sh', access: { hosting: 'Mara Lind' } },
  });
  const only = ['secrets/repository', 'deployment/environments', 'cors/origin-allow-list'];
  const { exit, stderr } = await place.run(['audit', target, '--only', only.join(','), '--quiet']);
  if (exit === 64) throw new Error(stderr);
});

afterAll(() => {
  server.close();
  place[Symbol.dispose]();
});

const handover = (formats: string, ...args: readonly string[]) =>
  place.run(['handover', 'latest', '--out', papers, '--format', formats, ...args]);
const paper = (name: string) => readFileSync(join(papers, name), 'utf8');
const names = () => readdirSync(papers).toSorted();

describe('handover', () => {
  it('writes the papers as a folder, a page and a print, which agree', async () => {
    const { exit, stderr } = await handover(browser.ok ? 'md,html,pdf' : 'md,html');
    expect([exit, stderr]).toEqual([0, expect.stringContaining('begin with README.md')]);
    const written = names().filter((name) => name.endsWith('.md'));
    expect(written.length).toBeGreaterThan(12);
    const page = paper('handover.html');
    for (const name of written.filter((one) => one !== 'README.md')) {
      expect(paper('README.md')).toContain(`(${name})`);
      const title = /^# (.+)$/mu.exec(paper(name))?.[1];
      expect(page).toContain(`id="${name.replace('.md', '')}"`);
      expect(page).toContain(`>${title}<`);
    }
    expect(existsSync(join(papers, 'handover.pdf'))).toBe(browser.ok);
    expect(browser.ok ? paper('handover.pdf').slice(0, 5) : '%PDF-').toBe('%PDF-');
  });

  it('names what is known, and each gap with the key that fills it, alike in folder and page', () => {
    expect(paper('switch-off.md')).toContain('run ./ops/chat-off.sh');
    expect(paper('owners.md')).toMatch(/Mara Lind/u);
    expect(paper('owners.md')).toContain('`handover: access: dns:`');
    expect(paper('secrets.md')).toContain('`JWT_SECRET`');
    const gaps = names()
      .filter((name) => name.endsWith('.md') && name !== 'README.md')
      .flatMap((name) => paper(name).match(/\*\*TBD:\*\*/gu) ?? []);
    expect(gaps.length).toBeGreaterThan(5);
    expect(paper('handover.html').match(/class="gap"/gu)).toHaveLength(gaps.length);
  });

  it('tells of the leaked key, and holds the value of no secret', () => {
    expect(paper('secrets.md')).toContain('config.js');
    for (const name of names())
      for (const secret of Object.values(SECRETS)) expect(paper(name)).not.toContain(secret);
  });

  it('is written anew as long as nobody wrote into it, and never over what somebody wrote', async () => {
    expect((await handover('md,html')).exit).toBe(0);
    writeFileSync(join(papers, 'incident.md'), `${paper('incident.md')}Call Mara.\n`);
    const before = names().map((name) => [name, paper(name)]);
    const refused = await handover('md,html');
    expect([refused.exit, refused.stderr]).toEqual([64, expect.stringContaining('incident.md was changed')]);
    expect(names().map((name) => [name, paper(name)])).toEqual(before);
    expect((await handover('md', '--force')).exit).toBe(0);
    expect(paper('incident.md')).not.toContain('Call Mara.');
  });

  it('touches no page of somebody else', async () => {
    const other = join(place.folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'handover.html'), '<h1>What we agreed</h1>');
    const { exit } = await place.run(['handover', 'latest', '--out', other, '--format', 'html']);
    expect(exit).toBe(64);
    expect(readFileSync(join(other, 'handover.html'), 'utf8')).toBe('<h1>What we agreed</h1>');
  });
});
