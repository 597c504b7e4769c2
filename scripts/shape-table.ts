import type { Shape } from '../auditor/src/intake/target-shape.ts';
import { inline } from './markdown.ts';

/** Head of a table of keys. */
export const SHAPE_HEAD = ['key', 'value', 'required', 'default', 'meaning'];

interface Child {
  /** What is added to the parent's name: `.post`, `.*`, `[]`, or nothing for one of several forms. */
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
}

/** The keys, entries and alternative forms of a shape that have a line of their own. */
export function below(shape: Shape): readonly Child[] {
  const forms = (shape.anyOf ?? []).filter((form) => below(form).length > 0);
  if (forms.length > 0) return forms.map((form) => ({ name: '', shape: form, required: false }));
  if (shape.properties !== undefined) {
    return Object.entries(shape.properties).map(([name, child]) => ({
      name: `.${name}`,
      shape: child,
      required: shape.required?.includes(name) ?? false,
    }));
  }
  if (shape.items !== undefined && below(shape.items).length > 0)
    return [{ name: '[]', shape: shape.items, required: false }];
  const entry = typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined;
  return entry !== undefined && below(entry).length > 0
    ? [{ name: '.*', shape: entry, required: false }]
    : [];
}

/** A key with everything below it, one line each. */
export function shapeRows(name: string, shape: Shape, required: boolean): readonly (readonly string[])[] {
  const children = below(shape).flatMap((child) =>
    shapeRows(`${name}${child.name}`, child.shape, child.required),
  );
  const saysNothing = children.length > 0 && shape.description === undefined;
  return saysNothing ? children : [shapeLine(name, shape, required), ...children];
}

/** A key in one line. */
export function shapeLine(name: string, shape: Shape, required: boolean): readonly string[] {
  const meaning = shape.description ?? '';
  const example = shape.examples?.[0];
  const shown = example === undefined ? '' : ` Example: ${code(example)}`;
  return [
    `\`${name}\``,
    valueOf(shape),
    required ? 'yes' : '',
    defaultOf(shape),
    `${inline(meaning)}${shown}`,
  ];
}

function defaultOf({ default: value }: Shape): string {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return value === undefined || isEmpty ? '' : code(value);
}

function code(value: unknown): string {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function valueOf(shape: Shape): string {
  if (shape.const !== undefined) return code(shape.const);
  if (shape.enum !== undefined) return shape.enum.map((one) => code(one)).join(', ');
  if (shape.anyOf !== undefined) return [...new Set(shape.anyOf.map((form) => valueOf(form)))].join(' or ');
  if (shape.type === 'array')
    return `list of ${shape.items === undefined ? 'anything' : valueOf(shape.items)}`;
  if (shape.properties !== undefined) return 'keys';
  const entry = shape.additionalProperties;
  if (typeof entry === 'object') return `${valueOf(entry)}, by name`;
  if (shape.type === 'integer') return 'whole number';
  if (shape.type === 'boolean') return 'true or false';
  return shape.type === 'string' ? 'text' : 'any JSON';
}
