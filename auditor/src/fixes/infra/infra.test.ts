import hcl from 'hcl2-parser';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { analyseDmarc } from '../../domain/dmarc.ts';
import { analysed, type Records } from '../../domain/fixtures/zone.ts';
import { analyseSpf } from '../../domain/spf.ts';
import { TargetSchema } from '../../core/target.ts';
import { readMonitors } from '../../intake/monitors/read-monitors.ts';
import { kitFolder, loadFrom, removeFolder, runPython } from '../../io/fixtures/kit-bench.ts';
import { LACKS_PYTHON } from '../../io/fixtures/programs.ts';
import type { Kit } from '../kit.ts';
import { contextFor } from '../samples.ts';
import { ciGate } from './ci-gate.ts';
import { dnsMail } from './dns-mail.ts';
import { edge } from './edge.ts';
import { envSplit } from './env-split.ts';
import { uptime } from './uptime.ts';

const Ruleset = z.array(
  z.object({ phase: z.string(), rules: z.array(z.object({ expression: z.string() })).length(1) }),
);
const Terraform = z.object({
  resource: z.object({
    cloudflare_ruleset: z.record(z.string(), Ruleset),
    cloudflare_zone_setting: z.record(z.string(), z.unknown()),
  }),
});

const textOf = (kit: Kit) => kit.recipe(contextFor('generic')).files[0]?.text ?? '';
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach(removeFolder));

describe('dns-mail', () => {
  const bare: Records = { 'example.com MX': ['10 mx.example.com'], 'mx.example.com A': ['192.0.2.10'] };
  const withKit: Records = { ...bare, ...recordsIn(textOf(dnsMail)) };

  it('gives a domain without SPF a valid one', () => {
    const before = analysed(bare, (zone) => analyseSpf('example.com', zone));
    const after = analysed(withKit, (zone) => analyseSpf('example.com', zone));
    expect(JSON.stringify(before)).not.toEqual(JSON.stringify(after));
    expect(problemsOf(before)).not.toEqual([]);
    expect(problemsOf(after)).toEqual([]);
  });

  it('gives it a DMARC record', () => {
    const before = analysed(bare, (zone) => analyseDmarc('example.com', zone));
    const after = analysed(withKit, (zone) => analyseDmarc('example.com', zone));
    expect(problemsOf(before)).toEqual(['none']);
    expect(problemsOf(after)).toEqual([]);
  });
});

describe('uptime', () => {
  it('is read as three routes that are asked every minute, with somebody told after two', () => {
    const target = TargetSchema.parse({ schema: 1, app: 'https://app.example.com' });
    const { read, unread } = readMonitors(target, [{ file: 'gatus.yaml', text: textOf(uptime) }]);
    expect(unread).toEqual([]);
    const { tool, monitors = [] } = read.find((one) => one.tool === 'Gatus') ?? {};
    expect(tool).toBe('Gatus');
    expect(monitors.map((one) => [one.url, one.noticedAfterMs, one.channels, one.blind])).toEqual([
      ['https://app.example.com/', 120_000, ['email'], undefined],
      ['https://app.example.com/login', 120_000, ['email'], undefined],
      ['https://api.example.com/health', 120_000, ['email'], undefined],
    ]);
  });
});

describe('the backup for Uptime Kuma', () => {
  it('is read as the same three routes, which tell nobody before they are given a notification', () => {
    const target = TargetSchema.parse({ schema: 1, app: 'https://app.example.com' });
    const text =
      uptime.recipe(contextFor('generic')).files.find((one) => one.path.endsWith('.json'))?.text ?? '';
    const { read, unread } = readMonitors(target, [{ file: 'uptime-kuma.json', text }]);
    expect(unread).toEqual([]);
    const { tool, monitors = [] } = read[0] ?? {};
    expect(tool).toBe('Uptime Kuma');
    expect(monitors.map((one) => [one.url, one.noticedAfterMs, one.channels])).toEqual([
      ['https://app.example.com/', 120_000, []],
      ['https://app.example.com/login', 120_000, []],
      ['https://api.example.com/health', 120_000, []],
    ]);
  });
});

describe('the Terraform for Cloudflare', () => {
  it.each(['example.com', 'app.example.com'])('is HCL with the resources of version 5, for %s', (host) => {
    const { files } = edge.recipe({ ...contextFor('generic'), app: `https://${host}` });
    const text = files.find((one) => one.path.endsWith('main.tf'))?.text ?? '';
    const [read] = hcl.parseToObject(text);
    const { resource } = Terraform.parse(read);
    const phases = Object.values(resource.cloudflare_ruleset).map(([one]) => one?.phase);
    expect(new Set(phases)).toEqual(
      new Set([
        'http_ratelimit',
        'http_request_cache_settings',
        'http_response_headers_transform',
        ...(host === 'example.com' ? ['http_request_dynamic_redirect'] : []),
      ]),
    );
    expect(Object.keys(resource.cloudflare_zone_setting)).toEqual(['edge', 'hsts']);
    expect(hcl.parseToObject(`${text}\nresource "broken" {`)[0]).toBeNull();
  });
});

describe('ci-gate', () => {
  it('is a workflow that runs the audit and gives forks nothing', () => {
    const { on, jobs } = parse(textOf(ciGate)) as {
      on: object;
      jobs: { audit: { if: string; steps: { run?: string }[] } };
    };
    expect(Object.keys(on)).toEqual(['pull_request']);
    expect(jobs.audit.if).toContain('head.repo.full_name == github.repository');
    expect(jobs.audit.steps.some((step) => step.run?.startsWith('npx --yes launch-ready audit'))).toBe(true);
  });
});

describe('env-split', () => {
  const ENVIRONMENTS = {
    sound: { DATABASE_URL: 'postgres://db', JWT_SECRET: 'k_live_0123456789' },
    missing: { DATABASE_URL: 'postgres://db' },
    placeholder: { DATABASE_URL: 'postgres://db', JWT_SECRET: 'changeme' },
    foreign: { DATABASE_URL: 'postgres://db', JWT_SECRET: 'k_test_0123456789' },
  };
  const EXPECTED = {
    sound: 'started',
    missing: 'Not started as production: JWT_SECRET is not set',
    placeholder: 'Not started as production: JWT_SECRET is a placeholder',
    foreign: 'Not started as production: JWT_SECRET looks like one of staging',
  };

  it('starts with secrets of its own, or not at all', async () => {
    const script = `import { environment } from './security/environment.mjs';
export const result = {};
for (const [name, env] of Object.entries(${JSON.stringify(ENVIRONMENTS)})) {
  try {
    environment({ name: 'production', required: ['DATABASE_URL', 'JWT_SECRET'], marks: { production: /_live_/, staging: /_test_/ }, env });
    result[name] = 'started';
  } catch (error) { result[name] = error.message; }
}`;
    const folder = kitFolder([
      ...envSplit.recipe(contextFor('generic')).files,
      { path: 'try-it.mjs', text: script },
    ]);
    folders.push(folder);
    expect((await loadFrom(folder, 'try-it.mjs'))['result']).toEqual(EXPECTED);
  });

  it.skipIf(LACKS_PYTHON)('does the same in Python', () => {
    const script = `import json
from security.environment import environment
said = {}
for name, env in json.loads(r'''${JSON.stringify(ENVIRONMENTS)}''').items():
    try:
        environment("production", ["DATABASE_URL", "JWT_SECRET"], env, {"production": "_live_", "staging": "_test_"})
        said[name] = "started"
    except RuntimeError as error: said[name] = str(error)
print(json.dumps(said))`;
    expect(runPython(envSplit.recipe(contextFor('fastapi')).files, script)).toEqual(EXPECTED);
  });
});

/** `name. ttl IN TYPE "data"` by `name TYPE`. */
function recordsIn(zone: string): Records {
  return Object.fromEntries(
    [...zone.matchAll(/^(\S+)\. \d+ IN (TXT) "(.*)"$/gmu)].map(([, name = '', type = '', data = '']) => [
      `${name} ${type}`,
      [data],
    ]),
  );
}

function problemsOf(report: unknown): readonly string[] {
  return [...JSON.stringify(report).matchAll(/"level":"fail","key":"([^"]+)"/gu)].map((one) => one[1] ?? '');
}
