import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workplace } from '../conformance/workplace.ts';
import { stage } from '../domain/stage.ts';
import { all, applyKits, auditWith } from './audit-kits.ts';

describe('files that are read, and never run', () => {
  it('watch what nobody watched, and tell what to do on a bad day', async () => {
    using place = workplace({});
    const repo = join(place.folder, 'shop');
    mkdirSync(join(repo, 'docs'), { recursive: true });
    writeFileSync(join(repo, 'package.json'), '{}');
    const files = (folder: string, monitors: string) => ({
      handover: {
        incident: `shop/${folder}/incident.md`,
        failedDeploy: `shop/${folder}/failed-deploy.md`,
        keyRotation: `shop/${folder}/key-rotation.md`,
      },
      monitoring: {
        configs: [`shop/${monitors}`],
        health: ['GET /health'],
        routes: { login: ['/login'] },
      },
    });
    const checks = ['handover/checklists', 'monitoring/coverage'];

    for (const name of ['incident', 'failed-deploy', 'key-rotation'])
      writeFileSync(join(repo, `docs/${name}.md`), `# ${name}\n\nTo be written.\n`);
    writeFileSync(
      join(repo, 'old-gatus.yaml'),
      'endpoints:\n  - name: blog\n    url: https://app.shop.test/blog\n    conditions: ["[STATUS] == 200"]\n',
    );
    const red = await auditWith(place, place.write(target(files('docs', 'old-gatus.yaml'))), checks);
    await applyKits(place);
    const filled = (name: string) => {
      const path = join(repo, `docs/runbooks/${name}.md`);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/<\w+>/g, 'Mara Lind, +49 30 1234567'));
    };
    ['incident', 'failed-deploy', 'key-rotation', 'rollback', 'chat-off'].forEach(filled);
    const green = await auditWith(
      place,
      place.write(target(files('docs/runbooks', 'monitoring/gatus.yaml'))),
      checks,
    );
    expect(red).toEqual(all(checks, 'fail'));
    expect(green).toEqual(all(checks, 'pass'));
  });
});

describe('dns-mail', () => {
  const checks = ['email/dmarc', 'email/spf'];
  const bare = {
    'example.test TXT': undefined,
    '_dmarc.example.test TXT': undefined,
    'example.test MX': ['10 mx.example.test'],
    'mx.example.test A': ['192.0.2.10'],
  };

  it('gives a domain without records for its mail those that it needs', async () => {
    using place = workplace({});
    writeFileSync(join(place.folder, 'package.json'), '{}');
    await using before = await stage({ zone: bare });
    const red = await auditWith(place, before.targetFile, checks);
    await applyKits(place, '--repo', place.folder);
    const zone = recordsIn(readFileSync(join(place.folder, 'dns/example.test.zone'), 'utf8'));
    await using after = await stage({ zone: { ...bare, ...zone } });
    const green = await auditWith(place, after.targetFile, checks);
    expect(red).toEqual(all(checks, 'fail'));
    // Two weeks of reports first: until the policy is stricter, foreign mail passes, and that is said.
    expect(green).toEqual({ 'email/spf': 'pass', 'email/dmarc': 'advice' });
  });
});

/** Records of a zone file by `name TYPE`, as the name server takes them. */
function recordsIn(zone: string): { readonly [question: string]: readonly string[] } {
  const lines = [...zone.matchAll(/^(\S+)\. \d+ IN (TXT|CAA) (.*)$/gm)];
  return Object.fromEntries(
    lines.map(([, name = '', type = '', data = '']) => [
      `${name} ${type}`,
      [type === 'TXT' ? data.slice(1, -1) : data],
    ]),
  );
}

function target(more: object) {
  return {
    schema: 1,
    product: 'Shop',
    profile: 'team-handover',
    app: 'https://app.shop.test',
    repo: 'shop',
    absent: { webhooks: 'none are received', chat: 'not yet' },
    ...more,
  };
}
