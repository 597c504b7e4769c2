import { resolve } from 'node:path';
import { TargetSchema, type Target } from '../core/target.ts';
import { registrableDomain } from '../domain/organization.ts';
import { readText, writeText } from '../io/files.ts';
import { version } from '../io/version.ts';
import { outsideFacts } from '../report/outside/facts.ts';
import { renderOutsideHtml } from '../report/outside/html.ts';
import { renderOutsideJson } from '../report/outside/json.ts';
import { OUTSIDE_EXIT, outsideVerdict, type OutsideReport } from '../report/outside/model.ts';
import { renderOutsideTerminal } from '../report/outside/terminal.ts';
import { lookOutside } from '../run/outside.ts';
import { UsageError } from './exit.ts';
import { interruption } from './interruption.ts';
import { screenOf } from './screen.ts';

interface CheckOptions {
  readonly resolver?: string;
  readonly ca?: string;
  readonly host?: readonly string[];
  readonly selector?: readonly string[];
  readonly format: readonly string[];
  readonly out?: string;
}

const RENDERERS: {
  readonly [format: string]: { readonly file: string; readonly render: (report: OutsideReport) => string };
} = {
  terminal: { file: 'look.txt', render: (report) => renderOutsideTerminal(report, screenOf(process.stdout)) },
  html: { file: 'look.html', render: renderOutsideHtml },
  json: { file: 'look.json', render: renderOutsideJson },
};

const MOST_BYTES = 1024 * 1024;

/** `launch-ready check`: the look from outside. No target file, no account, no consent. Answers with the exit code. */
export async function checkCommand(address: string, options: CheckOptions): Promise<number> {
  const unknown = options.format.find((format) => !Object.hasOwn(RENDERERS, format));
  if (unknown !== undefined)
    throw new UsageError(`--format ${unknown}: check writes ${Object.keys(RENDERERS).join(', ')}.`);
  const target = targetOf(address, options);
  const stop = interruption();
  try {
    const ca = options.ca === undefined ? undefined : authorityIn(options.ca);
    const look = await lookOutside({
      target,
      version: version(),
      signal: stop.signal,
      ...(ca === undefined ? {} : { ca }),
    });
    const report: OutsideReport = {
      address,
      version: version(),
      startedAt: look.startedAt,
      milliseconds: look.milliseconds,
      requests: look.requests,
      results: look.judged.map(({ check, verdict }) => ({ id: check.id, title: check.title, ...verdict })),
      checks: look.judged.map(({ check }) => check),
      facts: outsideFacts(look.evidence),
      exchanges: look.exchanges,
    };
    deliver(report, options);
    return OUTSIDE_EXIT[outsideVerdict(report)];
  } finally {
    stop.release();
  }
}

function deliver(report: OutsideReport, { format, out }: CheckOptions): void {
  for (const name of format) {
    const { file, render } = RENDERERS[name] ?? {};
    if (file === undefined || render === undefined) continue;
    if (out === undefined) {
      process.stdout.write(render(report));
      continue;
    }
    const written = writeText(`${out}/${file}`, render(report));
    if (!written.ok) throw new UsageError(`Cannot write ${out}/${file}: ${written.because}.`);
    process.stderr.write(`${out}/${file}\n`);
  }
}

function targetOf(address: string, { resolver, host = [], selector = [] }: CheckOptions): Target {
  const text = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(text)) throw new UsageError(`${address} is neither an address nor a domain.`);
  const url = new URL(text);
  const domain = registrableDomain(url.hostname);
  if (domain === undefined || /^[\d.]+$|^\[/.test(url.hostname))
    throw new UsageError(
      `check needs a domain name, such as example.com: ${url.hostname} has no mail and no certificate of its own.`,
    );
  const given = /^https?:\/\//i.test(address);
  const parsed = TargetSchema.safeParse({
    schema: 1,
    // Only an address that was typed whole is opened as it stands; a domain is followed from its usual start.
    app: given ? url.origin + url.pathname : `https://${url.hostname}`,
    domain: {
      name: domain,
      hosts: url.hostname === domain || url.hostname === `www.${domain}` ? [] : [url.hostname],
      selectors: [...selector],
    },
    // A look is quick or it is none: what does not answer by then stays open.
    limits: { timeout: '4s', concurrency: 16 },
    network: {
      ...(resolver === undefined ? {} : { resolver }),
      hosts: Object.fromEntries(host.map(mapping)),
    },
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${issue?.path.join('.') ?? address} ${issue?.message ?? 'cannot be used'}`);
}

function mapping(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  if (at < 1)
    throw new UsageError(`--host ${text}: write it as name=ip:port, such as app.example.com=127.0.0.1:8443.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function authorityIn(file: string): string {
  const read = readText(resolve(file), MOST_BYTES);
  if (!read.ok) throw new UsageError(`Cannot read ${file}: ${read.because}.`);
  return read.text;
}
