import { expressionIn } from '../../core/target/journeys.ts';

interface Pattern {
  readonly source: string;
  readonly flags: string;
}

/** What a step looks for, as the page is asked for it. Plain data: it crosses into the browser. */
export interface Wanted {
  readonly kind: Kind;
  readonly by: 'words' | 'placeholder' | 'testid' | 'name' | 'role';
  readonly text: string;
  readonly pattern?: Pattern;
  readonly role?: string;
  /** Only around this heading or name. */
  readonly within?: { readonly text: string; readonly pattern?: Pattern | undefined };
}

export type Kind = 'field' | 'select' | 'box' | 'file' | 'button' | 'text';

const NAMED = /^(placeholder|testid|name)=(.+)$/s;
const ROLE = /^role=([a-z]+)(?: (.+))?$/s;

/** Reads what a step says: words, an expression, or one of the other ways to name something. */
export function wantedOf(kind: Kind, said: string, within?: string): Wanted {
  const around = within === undefined ? {} : { within: patternOf(within) };
  const [, way, rest = ''] = NAMED.exec(said) ?? [];
  if (way === 'placeholder' || way === 'testid' || way === 'name')
    return { kind, by: way, ...patternOf(rest), ...around };
  const [, role, name = ''] = ROLE.exec(said) ?? [];
  if (role !== undefined) return { kind, by: 'role', role, ...patternOf(name), ...around };
  return { kind, by: 'words', ...patternOf(said), ...around };
}

/** True when a text says what was asked for, as the browser would see it. */
export function says(text: string, said: string): boolean {
  const { pattern, text: plain } = patternOf(said);
  if (pattern !== undefined) return new RegExp(pattern.source, pattern.flags).test(text);
  return squeeze(text).includes(squeeze(plain));
}

function patternOf(said: string): Pick<Wanted, 'text' | 'pattern'> {
  const expression = expressionIn(said);
  if (expression === undefined || expression === 'broken') return { text: said };
  return { text: said, pattern: { source: expression.source, flags: expression.flags } };
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
