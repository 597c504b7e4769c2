import { dirname, relative, resolve } from 'node:path';
import type { Json } from '../core/operation.ts';
import type { Target } from '../core/target.ts';
import { objectOf, textOf, type JsonObject } from '../intake/json.ts';
import { readTargetFile } from '../intake/target-file.ts';
import { readText, writeText } from '../io/files.ts';
import type { InitFiles } from './init-sources.ts';

/** A target file that is there already: a new start goes on from what it says. */
export interface Earlier {
  readonly target: Target;
  /** The same as it is written. */
  readonly json: JsonObject;
}

const MOST_BYTES = 1024 * 1024;

/** The target file of an earlier start; undefined where there is none that can be read. */
export function readEarlier(out: string): Earlier | undefined {
  const read = readText(out, MOST_BYTES);
  const parsed = read.ok ? readTargetFile(read.text, out) : undefined;
  return parsed?.ok === true
    ? { target: parsed.value.target, json: objectOf(parsed.value.source.json) }
    : undefined;
}

/** Puts a file that is to be written over beside it, when the two differ. Answers with the copy's name. */
export function keepCopy(name: string, text: string): string | undefined {
  const before = readText(resolve(name), MOST_BYTES);
  if (!before.ok || before.text === text) return undefined;
  const copy = name.replace(/(\.ya?ml)?$/, '.before$1');
  return writeText(resolve(copy), before.text).ok ? copy : undefined;
}

/** The files that an earlier start was given, where none of that kind are named now. */
export function filesOf(named: InitFiles, { json }: Earlier, out: string): InitFiles {
  const routes = objectOf(json['routes']);
  const file = (written: Json | undefined): string | undefined => {
    const path = textOf(written);
    const whole = path === undefined ? undefined : resolve(dirname(out), path);
    return whole !== undefined && readText(whole, Number.MAX_SAFE_INTEGER).ok
      ? relative(process.cwd(), whole)
      : undefined;
  };
  const [openapi, postman, curl] = [file(routes['openapi']), file(routes['postman']), file(routes['curl'])];
  const har = Object.entries(objectOf(routes['har'])).flatMap(([name, written]) => {
    const path = file(written);
    return path === undefined ? [] : [`${name}=${path}`];
  });
  return {
    ...(openapi === undefined ? {} : { fromOpenapi: openapi }),
    ...(postman === undefined ? {} : { postman }),
    ...(curl === undefined ? {} : { curl }),
    ...(har.length === 0 ? {} : { har }),
    ...Object.fromEntries(Object.entries(named).filter(([, one]) => one !== undefined && !isEmpty(one))),
  };
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
