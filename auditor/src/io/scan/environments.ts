import { createHmac, randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import type { Target } from '../../core/target.ts';
import { STAGES, type EnvironmentsRead, type Variable } from '../../evidence/deployment.ts';
import { findSecretsIn } from '../../secrets/find-secrets.ts';
import { readText } from '../files.ts';

const MOST_BYTES = 1024 * 1024;

/** A name that people give to what must stay secret; publishable and public keys are made to be seen. */
const SECRET_NAME =
  /(?:SECRET|TOKEN|PASSWORD|PASSWD|PRIVATE|CREDENTIAL|API_?KEY|ACCESS_?KEY|SERVICE_?ROLE|_KEY$|DSN$)/i;
const PUBLIC_NAME = /(?:PUBLISHABLE|ANON_?KEY|PUBLIC_?KEY|SITE_?KEY|KEY_ID$)/i;
const ADDRESS = /\b[a-z][a-z+.-]*:\/\/(?:[^\s/@,]*@)?(\[[0-9a-f:]+\]|[^\s/:,"'?#]+)/gi;
const BARE_HOST = /^(?:localhost|(?:[\w-]+\.)+[a-z]{2,}|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/i;

/** Reads the variables of the environments that the target file names. Values end here: only their fingerprints go on. */
export function readEnvironments(folder: string, named: Target['environments']): EnvironmentsRead {
  // Without the key, a short value could be guessed from its fingerprint.
  const key = randomBytes(32);
  const stages: EnvironmentsRead['stages'] = [];
  const unread: string[] = [];
  for (const stage of STAGES) {
    const file = named?.[stage];
    if (file === undefined) continue;
    const read = readText(resolve(folder, file), MOST_BYTES);
    const values = read.ok ? valuesIn(read.text, file) : undefined;
    if (!read.ok) unread.push(`${file}: ${read.because}`);
    else if (values === undefined) unread.push(`${file} holds no variables that can be read`);
    else
      stages.push({
        stage,
        file,
        variables: [...values].map(([name, value]) => variableOf(name, value, key)),
      });
  }
  return { stages, unread };
}

/** Variables of a `.env`, of a Compose file, or of an export of a host as JSON or YAML. */
function valuesIn(text: string, file: string): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>();
  if (
    /\.(?:ya?ml|json)$/i.test(file) ||
    text.trimStart().startsWith('{') ||
    text.trimStart().startsWith('[')
  ) {
    collect(structure(text), values);
  } else {
    for (const [name, value] of Object.entries(parseEnv(text))) values.set(name, value ?? '');
  }
  return values.size === 0 ? undefined : values;
}

function structure(text: string): unknown {
  try {
    const value: unknown = parse(text, { maxAliasCount: 100 });
    return value;
  } catch {
    return undefined;
  }
}

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Maps of names to values, `NAME=value` in lists, and entries such as `{ key, value }`, wherever they stand. */
function collect(node: unknown, values: Map<string, string>, inside = false): void {
  if (Array.isArray(node)) {
    for (const item of node) {
      const line = typeof item === 'string' ? /^([A-Za-z_]\w*)=(.*)$/s.exec(item) : null;
      if (line?.[1] !== undefined) values.set(line[1], line[2] ?? '');
      else collect(item, values, true);
    }
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const entry = new Map<string, unknown>(Object.entries(node));
  const name = entry.get('key') ?? entry.get('name');
  const value = entry.get('value');
  if (inside && typeof name === 'string' && NAME.test(name) && isValue(value)) {
    values.set(name, String(value));
    return;
  }
  for (const [key, child] of entry) {
    if (isValue(child) && /^[A-Z][A-Z0-9_]*$/.test(key)) values.set(key, String(child));
    else collect(child, values);
  }
}

function isValue(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function variableOf(key: string, value: string, secret: Uint8Array): Variable {
  const trimmed = value.trim();
  const hosts = hostsIn(trimmed);
  const print = createHmac('sha256', secret).update(trimmed).digest('hex').slice(0, 12);
  return { key, ...(trimmed === '' ? {} : { print }), kind: kindOf(key, trimmed, hosts), hosts };
}

function kindOf(key: string, value: string, hosts: readonly string[]): Variable['kind'] {
  const holdsPassword = /:\/\/[^\s/@:]*:[^\s/@]+@/.test(value);
  const known = findSecretsIn(`${key}=${value}`).some(({ rule }) => rule.exposure === 'secret');
  if (holdsPassword || known || (SECRET_NAME.test(key) && !PUBLIC_NAME.test(key) && value.length >= 8))
    return 'secret';
  return hosts.length > 0 ? 'address' : 'plain';
}

function hostsIn(value: string): string[] {
  if (value === '*') return ['*'];
  const found = [...value.matchAll(ADDRESS)].flatMap((match) => match[1] ?? []);
  const bare = value.split(/[\s,]+/).filter((word) => BARE_HOST.test(word));
  return [...new Set([...found, ...bare].map((host) => host.toLowerCase().replace(/:\d+$/, '')))].slice(
    0,
    20,
  );
}
