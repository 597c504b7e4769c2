/**
 * Words of health bodies, as the draft of `application/health+json` and the common libraries write them: Spring Actuator's UP
 * and DOWN, ASP.NET's Healthy, Degraded and Unhealthy, Terminus' ok, error and shutting_down, Rails' green page.
 */
const WELL = new Set([
  'ok',
  'okay',
  'pass',
  'up',
  'healthy',
  'alive',
  'ready',
  'online',
  'operational',
  'true',
]);
const UNWELL = new Set([
  'fail',
  'failed',
  'failing',
  'down',
  'error',
  'unhealthy',
  'offline',
  'outage',
  'critical',
  'unavailable',
  'shutting_down',
  'false',
]);

/** Keys that speak for the whole; what a body says of a single part may well be less than the truth about all. */
const KEYS = ['status', 'state', 'health', 'healthy', 'ok', 'ready', 'alive', 'result'];

export interface HealthWord {
  readonly says: 'well' | 'unwell' | 'nothing';
  readonly word?: string;
}

/** What a health endpoint's body says of the whole product; most say nothing, and then the status speaks. */
export function healthWord(body: string): HealthWord {
  const trimmed = body.trim();
  if (trimmed.length > 20_000) return { says: 'nothing' };
  return saidBy(jsonOf(trimmed) ?? trimmed);
}

function saidBy(value: unknown): HealthWord {
  if (typeof value === 'string' || typeof value === 'boolean') return judged(String(value));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { says: 'nothing' };
  const fields = new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]));
  for (const key of KEYS) {
    const field: unknown = fields.get(key);
    if (typeof field !== 'string' && typeof field !== 'boolean') continue;
    const said = judged(String(field));
    if (said.says !== 'nothing') return said;
  }
  return { says: 'nothing' };
}

function judged(word: string): HealthWord {
  const plain = word.toLowerCase().replace(/[.!]$/, '');
  if (UNWELL.has(plain)) return { says: 'unwell', word };
  return WELL.has(plain) ? { says: 'well', word } : { says: 'nothing' };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
