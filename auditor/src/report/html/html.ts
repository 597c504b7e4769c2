import { clean } from '../text/clean.ts';

/** Markup that is safe to print. Only `html` and `trusted` make it, so captured text can never pass for it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Value = Html | string | number | false | undefined | readonly Value[];

/**
 * Fills a template; whatever is not `Html` is made inert and escaped, in text and in quoted attributes alike.
 *
 * @example html`<p title="${title}">${items.map((item) => html`<b>${item}</b>`)}</p>`
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(strings.reduce((done, part, index) => `${done}${fill(values[index - 1])}${part}`));
}

/** Markup, style or script that we wrote ourselves. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return clean(text).replaceAll(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
}

/** An id or fragment made of any text. */
export function slug(...parts: readonly string[]): string {
  return parts.map((part) => part.replaceAll(/[^\w]+/gu, '-')).join('-');
}

function fill(value: Value): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(fill).join('');
  return escape(String(value));
}
