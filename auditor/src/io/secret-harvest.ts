import { isCanary } from '../core/canary.ts';

/** A value in an answer that must not be recorded. */
export interface HarvestedSecret {
  readonly value: string;
  readonly label: string;
}

const DOTTED = /[\w.-]{20,}/g;
const JSON_STRING = /"([^"\\]{1,48})"\s*:\s*"((?:[^"\\]|\\.){12,4096})"/g;
const SECRET_NAME =
  /(token|secret|passwo?r?d|api_?-?key|authorization|session_?id|jwt|credential|private_?key|signature|^key)$/i;
const HTML_FIELD = /name="([^"]{1,48})"[^>]{0,80}\bvalue="([^"]{12,512})"/g;
const HTML_SECRET_NAME = /(csrf|xsrf|token|authenticity)/i;

/**
 * Finds values that look issued rather than written: tokens in JSON, cookies, JWTs, form tokens. Deliberately wide: what is
 * taken in wrongly still works when a probe sends it back, because io puts the value in place again.
 */
export function harvestSecrets(body: string, setCookie: string | undefined): readonly HarvestedSecret[] {
  const found: HarvestedSecret[] = [];
  for (const line of setCookie?.split('\n') ?? []) {
    const cookie = /^([^=;\s]+)=([^;]*)/.exec(line);
    if (cookie?.[1] !== undefined && cookie[2] !== undefined && cookie[2].length >= 8) {
      found.push({ value: cookie[2], label: `cookie-${cookie[1]}` });
    }
  }
  if (body.includes('eyJ')) {
    for (const [word] of body.matchAll(DOTTED)) found.push(...tokensIn(word));
  }
  if (body.includes('":') || body.includes('" :')) collect(body, JSON_STRING, SECRET_NAME, found);
  if (body.includes('value="')) collect(body, HTML_FIELD, HTML_SECRET_NAME, found);
  return found;
}

/** JSON Web Tokens in a word: every header is an object, so it begins with `eyJ`. Cut by hand, since a pattern with three open ends takes quadratic time on a hostile body. */
function tokensIn(word: string): readonly HarvestedSecret[] {
  const parts = word.split('.');
  return parts.flatMap((part, index) => {
    const at = part.indexOf('eyJ');
    const [payload, signature] = [parts[index + 1], parts[index + 2]];
    if (at < 0 || part.length - at < 11 || payload === undefined || signature === undefined) return [];
    return payload.length < 8 ? [] : [{ value: `${part.slice(at)}.${payload}.${signature}`, label: 'jwt' }];
  });
}

function collect(body: string, pattern: RegExp, name: RegExp, found: HarvestedSecret[]): void {
  for (const [, label = '', escaped = ''] of body.matchAll(pattern)) {
    if (!name.test(label)) continue;
    const value = unescapeJson(escaped);
    if (looksIssued(value)) found.push({ value, label });
  }
}

/** Object stores call a file's path its key: `files/7f3c/report.txt`. */
const FILE_PATH = /^[\w.@-]+(?:\/[\w.@-]+)+\.[a-z0-9]{2,4}$/i;

/** Words and sentences are no tokens: `"password": "must have 12 characters"` stays readable. */
function looksIssued(value: string): boolean {
  return (
    !/\s/.test(value) &&
    /[0-9]/.test(value) &&
    /[A-Za-z]/.test(value) &&
    !isCanary(value) &&
    !FILE_PATH.test(value) &&
    !value.includes('~secret.')
  );
}

function unescapeJson(text: string): string {
  if (!text.includes('\\')) return text;
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}
