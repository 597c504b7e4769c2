import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'launch-ready-packed-'));

/** A user's machine knows nothing of the workspaces: only the package and what it depends on are installed. */
describe('the package as users install it', () => {
  beforeAll(() => {
    npm(ROOT, 'pack', '--workspace', 'launch-ready', '--pack-destination', folder);
    const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    if (tarball === undefined) throw new Error('npm pack made no package');
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    npm(folder, 'install', '--no-audit', '--no-fund', `./${tarball}`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has nothing in it but what runs', () => {
    const inside = readdirSync(join(folder, 'node_modules/launch-ready'));
    expect(inside.sort()).toEqual(['LICENSE', 'README.md', 'bin', 'dist', 'package.json']);
    const files = readdirSync(join(folder, 'node_modules/launch-ready/dist'), { recursive: true }).map(
      String,
    );
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((name) => /\.test\.|fixtures|testbed|chatbot\/src/.test(name))).toEqual([]);
  });

  it('runs', () => {
    expect(launchReady('--help')).toContain('Is your AI chatbot product ready to launch?');
    expect(launchReady('--version').trim()).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('reads a target file and plans an audit', () => {
    const target = [
      'schema: 1',
      'profile: team-handover',
      'app: http://127.0.0.1:9',
      'identities:',
      '  ana: { tenant: acme, bearer: "${ANA}" }',
      '  bea: { tenant: globex, bearer: "${BEA}" }',
      'routes: { list: [GET /notes, POST /notes, "GET /notes/{id}"] }',
    ];
    writeFileSync(join(folder, 'launch-ready.yaml'), target.join('\n'));
    expect(launchReady('audit', '--dry-run')).toContain('Nothing was sent.');
  });

  it('can be used as a library', () => {
    const script =
      "import { CHECKS, PROFILES } from 'launch-ready'; console.log(CHECKS.length, PROFILES.length);";
    const [checks, profiles] = node('--input-type=module', '--eval', script).trim().split(' ').map(Number);
    expect(checks).toBeGreaterThan(10);
    expect(profiles).toBe(5);
  });
});

function launchReady(...args: readonly string[]): string {
  return node('node_modules/launch-ready/bin/launch-ready.js', ...args);
}

function node(...args: readonly string[]): string {
  return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
}

function npm(cwd: string, ...args: readonly string[]): void {
  // npm's own scripts find the Node that runs this test.
  const path = [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  execFileSync('npm', args, { cwd, env: { ...process.env, PATH: path }, stdio: 'pipe' });
}
