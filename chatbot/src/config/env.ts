import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Config, type ConfigInput } from './config.ts';

type SmtpInput = Extract<ConfigInput['mail'], { kind: 'smtp' }>;

const Port = z.coerce.number().int().min(0).max(65_535);

/** Settings of one process: where to listen, and the chatbot's own configuration. */
export type Launch = { readonly port: number; readonly host: string; readonly config: Config };

/** A launch, or what is wrong with the environment in words for the person who set it. */
export type EnvResult =
  | { readonly ok: true; readonly launch: Launch }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Which variable feeds which field, to name the right one when a value is refused. */
const VARIABLES: Readonly<Record<string, string>> = {
  publicUrl: 'PUBLIC_URL',
  jwtSecret: 'JWT_SECRET',
  database: 'DATABASE_URL',
  mail: 'SMTP_URL, MAIL_FROM, DKIM_DOMAIN, DKIM_SELECTOR or DKIM_KEY_FILE',
  model: 'MODEL_URL, MODEL_NAME or MODEL_KEY',
  embeddings: 'EMBEDDINGS_URL, EMBEDDINGS_NAME or EMBEDDINGS_KEY',
  appOrigins: 'APP_ORIGINS',
  trustedProxies: 'TRUSTED_PROXIES',
  webhookHosts: 'WEBHOOK_HOSTS',
  nameServers: 'NAME_SERVERS',
  billingSecret: 'BILLING_WEBHOOK_SECRET',
  vouchers: 'VOUCHERS',
  commit: 'COMMIT',
};

/** Reads the process environment; empty variables count as absent. */
export function launchFromEnv(env: NodeJS.ProcessEnv): EnvResult {
  const get = (name: string): string | undefined => env[name]?.trim() || undefined;
  const port = Port.safeParse(get('PORT') ?? '3000');
  if (!port.success) return { ok: false, problems: ['PORT: give a number from 0 to 65535.'] };

  const dataDirectory = get('DATA_DIR') ?? join('.data', 'chatbot');
  const parsed = Config.safeParse(configFrom(get, dataDirectory));
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(describe) };
  return { ok: true, launch: { port: port.data, host: get('HOST') ?? '127.0.0.1', config: parsed.data } };
}

function configFrom(get: (name: string) => string | undefined, dataDirectory: string): ConfigInput {
  const databaseUrl = get('DATABASE_URL');
  const smtpUrl = get('SMTP_URL');
  const logFile = get('LOG_FILE');
  return {
    publicUrl: get('PUBLIC_URL'),
    jwtSecret: get('JWT_SECRET') ?? localSecret(dataDirectory),
    database: databaseUrl
      ? { kind: 'server', url: databaseUrl }
      : { kind: 'directory', path: join(dataDirectory, 'database') },
    mail: smtpUrl
      ? { kind: 'smtp', url: smtpUrl, from: get('MAIL_FROM') ?? '', dkim: dkimFrom(get) }
      : { kind: 'outbox', directory: get('MAIL_OUTBOX') ?? join(dataDirectory, 'mail'), announces: true },
    model: modelFrom(get),
    embeddings: embeddingsFrom(get),
    logs: logFile ? { kind: 'file', path: logFile } : { kind: 'stdout' },
    appOrigins: list(get('APP_ORIGINS')),
    trustedProxies: Number(get('TRUSTED_PROXIES') ?? 0),
    webhookHosts: list(get('WEBHOOK_HOSTS')),
    nameServers: list(get('NAME_SERVERS')),
    billingSecret: get('BILLING_WEBHOOK_SECRET'),
    vouchers: list(get('VOUCHERS')),
    commit: get('COMMIT'),
  };
}

/** The key stands in a file: environments are copied to more places than keys should be. */
function dkimFrom(get: (name: string) => string | undefined): SmtpInput['dkim'] {
  const path = get('DKIM_KEY_FILE');
  if (path === undefined) return undefined;
  const privateKey = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return { domain: get('DKIM_DOMAIN') ?? '', selector: get('DKIM_SELECTOR') ?? '', privateKey };
}

function modelFrom(get: (name: string) => string | undefined): ConfigInput['model'] {
  const url = get('MODEL_URL');
  if (url) return { kind: 'openai-compatible', url, name: get('MODEL_NAME') ?? '', key: get('MODEL_KEY') };
  return get('MODEL') === 'simulated' ? { kind: 'simulated' } : { kind: 'extractive' };
}

function embeddingsFrom(get: (name: string) => string | undefined): ConfigInput['embeddings'] {
  const url = get('EMBEDDINGS_URL');
  if (!url) return { kind: 'ngrams' };
  return {
    kind: 'openai-compatible',
    url,
    name: get('EMBEDDINGS_NAME') ?? '',
    key: get('EMBEDDINGS_KEY'),
  };
}

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** A secret of this installation's own, made once: there is no built-in fallback to forget about. */
function localSecret(dataDirectory: string): string {
  const path = join(dataDirectory, 'jwt-secret');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(dataDirectory, { recursive: true });
  const secret = randomBytes(48).toString('base64url');
  writeFileSync(path, `${secret}\n`, { mode: 0o600 });
  return secret;
}

function describe(issue: z.core.$ZodIssue): string {
  const field = String(issue.path[0] ?? '');
  const where = issue.path.join('.');
  return `${VARIABLES[field] ?? where}: ${issue.message} (${where}).`;
}
