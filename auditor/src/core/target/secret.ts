import * as z from 'zod';
import type { Json } from '../operation.ts';
import { stringsIn } from './words.ts';

/**
 * A secret by reference: text with `${NAME}` where the value of an environment variable goes. Only io fills it in, at the
 * moment of sending; nothing else ever holds the value.
 */
export interface SecretTemplate {
  readonly template: string;
  readonly env: readonly string[];
}

/** A JSON body whose strings may hold `${NAME}`, and `{{…}}` filled in by the auditor. */
export interface SecretJson {
  readonly template: Json;
  readonly env: readonly string[];
}

/** Form fields or headers whose values may hold `${NAME}`. */
export interface SecretFields {
  readonly template: { readonly [name: string]: string };
  readonly env: readonly string[];
}

/** Marks the issue of a secret written out, so that reports never show the line's value. */
export const LITERAL_SECRET = 'literal-secret';

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
const PLACEHOLDER_ONLY = /^\{\{[A-Za-z]+\}\}$/;

/** Names of the environment variables in a text, each once, in order. */
export function variablesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(VARIABLE)].flatMap((match) => match.slice(1)))];
}

/** A string that must be given by reference: `${NAME}`, alone or inside other text such as `session=${NAME}`. */
export const secret = z
  .string()
  .superRefine((value, context) => report(context, [], problemOfSecret(value)))
  .transform((template): SecretTemplate => ({ template, env: variablesIn(template) }))
  .meta({ pattern: '\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}' });

/** A JSON body with secrets. Fields named like a secret must be given by reference. */
export const secretJson = z
  .json()
  .superRefine((value, context) => {
    for (const { path, text } of stringsIn(value)) report(context, path, problemOfReference(text));
    for (const path of literalsIn(value)) report(context, path, { message: LITERAL_MESSAGE, literal: true });
  })
  .transform((template): SecretJson => ({ template, env: environmentOf(template) }));

/** Named strings with secrets: form fields, headers. Names like a secret's need a reference. */
export const secretFields = z
  .record(z.string(), z.string())
  .superRefine((value, context) => {
    for (const { path, text } of stringsIn(value)) report(context, path, problemOfReference(text));
    for (const path of literalsIn(value)) report(context, path, { message: LITERAL_MESSAGE, literal: true });
  })
  .transform((template): SecretFields => ({ template, env: environmentOf(template) }));

interface SecretProblem {
  readonly message: string;
  readonly literal: boolean;
}

const LITERAL_MESSAGE = 'is a secret written out; write it as ${NAME} and set the variable';

function problemOfSecret(value: string): SecretProblem | undefined {
  const broken = problemOfReference(value);
  if (broken !== undefined) return broken;
  return variablesIn(value).length === 0 ? { message: LITERAL_MESSAGE, literal: true } : undefined;
}

function problemOfReference(value: string): SecretProblem | undefined {
  if (!value.replaceAll(VARIABLE, '').includes('${')) return undefined;
  return {
    message: 'has a broken ${…}: only a variable name may stand inside, such as ${ANA_TOKEN}',
    literal: false,
  };
}

function report(
  context: z.RefinementCtx<unknown>,
  path: readonly (string | number)[],
  problem: SecretProblem | undefined,
): void {
  if (problem === undefined) return;
  const params = problem.literal ? { kind: LITERAL_SECRET } : {};
  context.addIssue({ code: 'custom', path: [...path], message: problem.message, params });
}

function environmentOf(value: Json): readonly string[] {
  return [...new Set(stringsIn(value).flatMap((leaf) => variablesIn(leaf.text)))];
}

type Path = readonly (string | number)[];

/** Places where a field named like a secret holds a value written out. */
function literalsIn(value: Json, path: Path = [], named = false): readonly Path[] {
  if (typeof value === 'string') {
    const fine = !named || value === '' || variablesIn(value).length > 0 || PLACEHOLDER_ONLY.test(value);
    return fine ? [] : [path];
  }
  if (typeof value === 'number') return named ? [path] : [];
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => literalsIn(item, [...path, index], named));
  return Object.entries(value).flatMap(([key, item]) => literalsIn(item, [...path, key], isSecretName(key)));
}

/** Words that make a field a secret wherever they stand: `newPassword`, `client_secret`. */
const ALWAYS = new Set([
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'secret',
  'token',
  'credential',
  'credentials',
  'otp',
  'totp',
  'apikey',
  'authorization',
  'cookie',
  'jwt',
  'bearer',
]);
/** Words that are harmless after another one (`countryCode`), unless that one is listed below. */
const ALONE = new Set(['pin', 'code', 'key']);
const BEFORE_ALONE = new Set([
  'api',
  'access',
  'auth',
  'login',
  'mfa',
  'security',
  'verification',
  'private',
  'secret',
  'recovery',
  'backup',
]);

/** True for names such as `password`, `client_secret`, `X-Api-Key` or `otp`; false for `countryCode`. */
export function isSecretName(name: string): boolean {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (words.some((word) => ALWAYS.has(word))) return true;
  const last = words.at(-1);
  if (last === undefined || !ALONE.has(last)) return false;
  const before = words.at(-2);
  return before === undefined ? last !== 'key' : BEFORE_ALONE.has(before);
}
