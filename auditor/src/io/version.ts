import { readFileSync } from 'node:fs';

/** The auditor's own version, from its package file, which stands two folders up both in the sources and when built. */
export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const found: unknown = JSON.parse(text);
  return typeof found === 'object' && found !== null && 'version' in found ? String(found.version) : '0.0.0';
}
