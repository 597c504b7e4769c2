import type { Json } from '../../core/operation.ts';
import type { AskBody } from '../../io/lane.ts';

/** A body that is wrong on purpose. */
interface MalformedBody {
  readonly variant: string;
  /** In words, as a finding says it. */
  readonly what: string;
  readonly body: AskBody;
}

const MARK = 'launch-ready-text';
/** Deeper than the stack of any walk that calls itself for each level, and far below what a body may weigh (CWE-674). */
const LEVELS = 40_000;

/**
 * An ordinary body, broken in one way each.
 *
 * @param bodyWith the ordinary body with a text, or something else in its place
 */
export function malformedBodies(bodyWith: (text: Json) => Json): readonly MalformedBody[] {
  const ordinary = JSON.stringify(bodyWith(MARK));
  const json = (text: string): AskBody => ({ kind: 'text', text, contentType: 'application/json' });
  const escaped = (escape: string) => json(ordinary.replace(MARK, `Hello ${escape} there`));
  const nested = `${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}`;
  return [
    {
      variant: 'broken-json',
      what: 'JSON that breaks off',
      body: json(ordinary.slice(0, Math.ceil(ordinary.length / 2))),
    },
    { variant: 'null-body', what: 'null where an object belongs', body: json('null') },
    {
      variant: 'other-content-type',
      what: 'XML',
      body: { kind: 'text', text: '<launch-ready/>', contentType: 'application/xml' },
    },
    {
      variant: 'wrong-type',
      what: 'an object where a text belongs',
      body: { kind: 'json', json: bodyWith({ 'launch-ready': [true] }) },
    },
    { variant: 'lone-surrogate', what: 'half of a Unicode surrogate pair', body: escaped('\\ud83d') },
    { variant: 'null-character', what: 'a null character', body: escaped('\\u0000') },
    {
      variant: 'deep-nesting',
      what: `lists ${LEVELS} levels deep`,
      body: json(ordinary.replace(`"${MARK}"`, nested)),
    },
  ];
}
