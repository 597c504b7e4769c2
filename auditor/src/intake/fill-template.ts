import type { Json } from '../core/operation.ts';

/** What stands for `{{name}}`, by name. A value that is no text takes the place of a string that is the placeholder alone. */
export interface TemplateValues {
  readonly [name: string]: Json;
}

const MARK = /\{\{([A-Za-z]+)\}\}/g;

/** Fills the placeholders of a JSON template; those without a value stay. */
export function fillTemplate(json: Json, values: TemplateValues): Json {
  if (typeof json === 'string') return fillLeaf(json, values);
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map((item: Json) => fillTemplate(item, values));
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, fillTemplate(value, values)]));
}

/** Fills the placeholders of form fields. */
export function fillFields(
  fields: { readonly [name: string]: string },
  values: { readonly [name: string]: string },
): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, fillLine(text, values)]));
}

function fillLeaf(text: string, values: TemplateValues): Json {
  const [whole, name = ''] = /^\{\{([A-Za-z]+)\}\}$/.exec(text) ?? [];
  const value = values[name];
  return whole !== undefined && value !== undefined ? value : fillLine(text, values);
}

function fillLine(text: string, values: TemplateValues): string {
  return text.replaceAll(MARK, (whole, name: string) => {
    const value = values[name];
    return typeof value === 'string' ? value : whole;
  });
}
