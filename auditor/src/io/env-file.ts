import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { readText, writeText, type Written } from './files.ts';

const LIMIT = 1024 * 1024;

/** Adds variables to a `.env`, readable by its owner only. What stands there already stays. */
export function addToEnv(path: string, variables: { readonly [name: string]: string }): Written {
  const known = existsSync(path) ? readText(path, LIMIT) : { ok: true as const, text: '' };
  if (!known.ok) return known;
  const there = parseEnv(known.text);
  const lines = Object.entries(variables).flatMap(([name, value]) =>
    there[name] === undefined ? [`${name}=${quoted(value)}`] : [],
  );
  if (lines.length === 0) return known;
  const start = known.text === '' || known.text.endsWith('\n') ? known.text : `${known.text}\n`;
  return writeText(path, `${start}${lines.join('\n')}\n`);
}

/** Quoted wherever something in it could end the value. */
function quoted(value: string): string {
  if (/^[\w.@:/+-]*$/.test(value)) return value;
  const quote = ["'", '"', '`'].find((one) => !value.includes(one)) ?? "'";
  return `${quote}${value}${quote}`;
}

/** True when git keeps the file out of what is committed, as far as the ignore file beside it says. */
export function isIgnored(folder: string): boolean {
  const ignore = `${folder}/.gitignore`;
  return existsSync(ignore) && /^\/?\.env(?:\*|\.\*)?\s*$/m.test(readFileSync(ignore, 'utf8'));
}
