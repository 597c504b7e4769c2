import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mayLack, runs } from '../../auditor/src/io/fixtures/programs.ts';
import { edge } from '../../auditor/src/fixes/infra/edge.ts';
import { contextFor } from '../../auditor/src/fixes/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'launch-ready-edge-'));
afterAll(() => rmSync(folder, { recursive: true }));

const textOf = (path: string) =>
  edge.recipe(contextFor('generic')).files.find((one) => one.path === path)?.text ?? '';

describe('edge', () => {
  it.skipIf(mayLack(runs('caddy', 'version')))('is a file that Caddy takes', () => {
    writeFileSync(join(folder, 'Caddyfile'), textOf('edge/Caddyfile'));
    const args = ['validate', '--adapter', 'caddyfile', '--config', 'Caddyfile'];
    const { status, stderr } = spawnSync('caddy', args, { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, expect.any(String)]);
  });

  it.skipIf(mayLack(runs('nginx', '-v') && runs('openssl', 'version')))('is a site that nginx takes', () => {
    const certificate = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=app'];
    execFileSync('openssl', [...certificate, '-keyout', 'privkey.pem', '-out', 'fullchain.pem'], {
      cwd: folder,
      stdio: 'ignore',
    });
    const own = textOf('edge/nginx-site.conf').replaceAll('/etc/letsencrypt/live/app.example.com', folder);
    writeFileSync(join(folder, 'site.conf'), own);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    const paths = temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
    const main = `error_log stderr; pid ${folder}/pid; events {} http { access_log off; ${paths} include ${folder}/site.conf; }`;
    writeFileSync(join(folder, 'nginx.conf'), main);
    const { status, stderr } = spawnSync('nginx', ['-t', '-c', join(folder, 'nginx.conf')], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, expect.stringContaining('test is successful')]);
  });
});
