import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { runAuditor } from '../src/auditor-process.ts';
import { scorecardOf } from '../src/scorecard.ts';
import { FLAWED_DOMAINS } from './flawed.ts';
import { stage, type Domain } from './stage.ts';

const FAMILIES = 'email,tls,web,dns';

async function audited(domain: Domain) {
  await using staged = await stage(domain);
  const runs = join(staged.folder, 'runs');
  const args = [
    'audit',
    staged.targetFile,
    '--only',
    FAMILIES,
    '--format',
    'json',
    '--runs',
    runs,
    '--quiet',
  ];
  return scorecardOf(await runAuditor(args, { env: {} })).checks;
}

describe('a domain with its mail, certificates and addresses', () => {
  it('passes everything when it is sound', async () => {
    const checks = await audited({});
    expect(checks.length).toBeGreaterThan(10);
    const notPassed = checks.filter((one) => one.status !== 'pass' || one.findings.length > 0);
    expect(notPassed.map(({ id, status, because, findings }) => ({ id, status, because, findings }))).toEqual(
      [],
    );
  });

  it.each(FLAWED_DOMAINS)('with $id: $check sees it ($sees)', async ({ check, sees, ...domain }) => {
    const checks = await audited(domain);
    const own = checks.find((one) => one.id === check);
    expect(own?.findings.map((one) => one.level)).toContain(sees);
    const failed = checks.filter((one) => one.status === 'fail').map((one) => one.id);
    expect(failed).toEqual(sees === 'fail' ? [check] : []);
  });
});

/** Put together, so that no scanner takes this file for a leak. */
const KEY = ['sk', 'live', '9xQ2vR7mKp3LzT8wNb5YcH1d'].join('_');

const LookSchema = z.object({
  verdict: z.string(),
  milliseconds: z.number(),
  facts: z.array(z.object({ term: z.string() })),
  checks: z.array(z.object({ id: z.string(), status: z.string(), because: z.string().optional() })),
});

describe('the look from outside', () => {
  it('finds nothing wrong with a sound domain, within five seconds, and says what it saw', async () => {
    await using staged = await stage({});
    const result = await runAuditor(['check', 'example.test', ...staged.options, '--format', 'json'], {
      env: {},
    });
    const look = LookSchema.parse(JSON.parse(result.stdout));
    expect(look.checks.filter((one) => one.status !== 'pass')).toEqual([]);
    expect(look.verdict).toBe('nothing-wrong');
    expect(result.exit).toBe(0);
    expect(look.milliseconds).toBeLessThan(5_000);
    expect(look.facts.length).toBeGreaterThan(5);
  });

  it('says what is wrong, and ends with 1', async () => {
    await using staged = await stage({
      zone: { '_dmarc.example.test TXT': undefined },
      page: `<!doctype html><title>x</title><script>const key = "${KEY}";</script>`,
    });
    const args = ['check', 'https://example.test/', ...staged.options, '--format', 'terminal,html,json'];
    const { exit } = await runAuditor([...args, '--out', staged.folder], { env: {} });
    expect(exit).toBe(1);
    const read = (file: string) => readFileSync(join(staged.folder, file), 'utf8');
    const look = LookSchema.parse(JSON.parse(read('look.json')));
    const failed = look.checks.filter((one) => one.status === 'fail').map((one) => one.id);
    expect(failed).toEqual(['email/dmarc', 'secrets/first-page']);
    expect(read('look.txt')).toContain('has no DMARC record');
    expect(read('look.html')).toContain('has no DMARC record');
    for (const file of ['look.txt', 'look.html', 'look.json']) expect(read(file)).not.toContain(KEY);
  });

  it('cannot say anything where nobody answers', async () => {
    const args = ['check', 'example.test', '--resolver', '127.0.0.1:1', '--format', 'json'];
    const { exit } = await runAuditor(args, { env: {} });
    expect(exit).toBe(2);
  });
});
